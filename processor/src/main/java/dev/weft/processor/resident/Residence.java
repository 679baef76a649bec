package dev.weft.processor.resident;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Whose classes a compilation uses: those that javac loaded for it, or those that stayed in this
 * JVM from one before.
 *
 * <p>The first compilation of a JVM pays next to nothing for the others, because most have none. It
 * only looks whether there are classes that stay, and leaves a word that it was there; the second
 * then makes them ({@link Residents}).
 *
 * <p>Plugin and processor decide alike if they are of one class loader, so they share what is
 * static in Weft.
 */
public final class Residence {
  /** A system property: the jar that the last compilation used, and its state. */
  private static final String SEEN = "dev.weft.processor.seen";

  private static final ClassLoader CLASSES = decide();

  private Residence() {}

  /** Makes an object of ours behind a type of the JDK: the two may not share any other. */
  public static <T> T make(Class<T> type, String implementation) {
    try {
      Constructor<?> constructor = CLASSES.loadClass(implementation).getDeclaredConstructor();
      constructor.setAccessible(true);
      return type.cast(constructor.newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("weft-processor is not complete: " + implementation, e);
    }
  }

  private static ClassLoader decide() {
    ClassLoader own = Residence.class.getClassLoader();
    try {
      Path jar = jar();
      if (own == ClassLoader.getSystemClassLoader() || jar == null) {
        return own; // It stays by itself, or is being built.
      }
      String stamp = stamp(jar);
      String seen = jar + " " + stamp;
      boolean isSeen = seen.equals(System.setProperty(SEEN, seen));
      return isSeen || Residents.exist(jar) ? Residents.of(jar, stamp) : own;
    } catch (IOException
        | URISyntaxException
        | ReflectiveOperationException
        | RuntimeException
        | LinkageError onlySlower) {
      return own;
    }
  }

  private static @Nullable Path jar() throws URISyntaxException {
    CodeSource source = Residence.class.getProtectionDomain().getCodeSource();
    if (source == null
        || source.getLocation() == null // As of those that stay.
        || !"file".equals(source.getLocation().getProtocol())) {
      return null;
    }
    Path path = Path.of(source.getLocation().toURI());
    return Files.isRegularFile(path) ? path : null;
  }

  private static String stamp(Path jar) throws IOException {
    BasicFileAttributes state = Files.readAttributes(jar, BasicFileAttributes.class);
    return state.size() + " bytes of " + state.lastModifiedTime().toMillis();
  }
}
