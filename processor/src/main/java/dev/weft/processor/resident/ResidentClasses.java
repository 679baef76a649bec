package dev.weft.processor.resident;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.management.loading.PrivateClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one jar, read at once and for good: who replaces or deletes the jar meanwhile is
 * neither hindered nor does he break what runs.
 *
 * <p>An MBean, because the JVM finds those again from whatever class loader one asks.
 */
final class ResidentClasses extends ClassLoader
    implements ResidentClassesMBean, PrivateClassLoader {
  private static final String SUFFIX = ".class";

  private final String stamp;

  /** The class files that are not loaded yet, by the name of the class. */
  private final Map<String, byte[]> waiting = new HashMap<>();

  /** Reads them; what is not among them is looked for in {@code parent}. */
  ResidentClasses(Path jar, String stamp, @Nullable ClassLoader parent) throws IOException {
    super(parent);
    this.stamp = stamp;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(jar)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(SUFFIX)) {
          String file = name.substring(0, name.length() - SUFFIX.length());
          waiting.put(file.replace('/', '.'), zip.readAllBytes());
        }
      }
    }
  }

  @Override
  public String getStamp() {
    return stamp;
  }

  /** Its own classes first: another version of Weft may be on the class path of the build tool. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      byte[] bytes = waiting.get(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> defined = defineClass(name, bytes, 0, bytes.length);
      waiting.remove(name); // Not before: without memory or stack it fails, and is tried again.
      return defined;
    }
  }
}
