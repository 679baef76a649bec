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

/** Keys and certificates for tests, made by the JDK's keytool. */
final class Certificates {
  private static final String PASSWORD = "secret";

  /** Null until a test asks: keytool is a JVM of its own, which takes a second. */
  private static Certificates shared;

  private final Path store;

  private Certificates(Path store) {
    this.store = store;
  }

  /**
   * A self-signed certificate of {@code localhost} and 127.0.0.1, and its key: one for all tests.
   */
  static synchronized Certificates shared() throws IOException, InterruptedException {
    if (shared == null) {
      Path folder = Files.createTempDirectory("weft-certificates");
      folder.toFile().deleteOnExit();
      shared = create(folder);
    }
    return shared;
  }

  private static Certificates create(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("keys.p12");
    store.toFile().deleteOnExit();
    List<String> command =
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
            store.toString(),
            "-storepass",
            PASSWORD);
    run(command);
    return new Certificates(store);
  }

  /** Certificate and key as openssl wants them. */
  Path pem() throws IOException, InterruptedException {
    Path pem = store.resolveSibling("keys.pem");
    pem.toFile().deleteOnExit();
    run(
        List.of(
            "openssl",
            "pkcs12",
            "-in",
            store.toString(),
            "-out",
            pem.toString(),
            "-nodes",
            "-passin",
            "pass:" + PASSWORD));
    return pem;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + output);
    }
  }

  /** Has the key, and trusts the certificate. */
  SSLContext context() throws IOException, GeneralSecurityException {
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
