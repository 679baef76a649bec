package dev.weft.behaviour.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The key of all tests and its self-signed certificate of {@code localhost} and 127.0.0.1, made by
 * the JDK's keytool when a test first asks: that is a JVM of its own, which takes a second.
 */
final class Certificates {
  private static final String PASSWORD = "secret";

  /** Null until a test asks. */
  private static Path store;

  /** Likewise. */
  private static SSLContext tls;

  private Certificates() {}

  /** Has the key, and trusts the certificate. */
  static synchronized SSLContext tls() {
    try {
      if (tls == null) {
        tls = context(store());
      }
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no keys for tests", e);
    }
  }

  /** Certificate and key as openssl wants them. */
  static Path pem() throws IOException {
    Path pem = store().resolveSibling("keys.pem");
    pem.toFile().deleteOnExit();
    run(
        List.of(
            "openssl",
            "pkcs12",
            "-in",
            store().toString(),
            "-out",
            pem.toString(),
            "-nodes",
            "-passin",
            "pass:" + PASSWORD));
    return pem;
  }

  private static synchronized Path store() throws IOException {
    if (store == null) {
      Path folder = Files.createTempDirectory("weft-certificates");
      folder.toFile().deleteOnExit();
      Path file = folder.resolve("keys.p12");
      file.toFile().deleteOnExit();
      makeKeys(file);
      store = file;
    }
    return store;
  }

  private static void makeKeys(Path file) throws IOException {
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD));
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(command + ": " + output);
    }
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, PASSWORD.toCharArray());
    }
    KeyManagerFactory key = KeyManagerFactory.getInstance("PKIX");
    key.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** Whether this system has a TLS program that is not ours. */
  static boolean haveOpenssl() {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }
}
