package dev.weft.processor.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that stay for the life of a JVM may not be lost in one bad moment of it. */
class ResidentClassesTest {
  @TempDir Path folder;

  @Test
  void classThatCouldNotBeDefinedIsDefinedLater() throws Exception {
    ShortOfStack parent = new ShortOfStack();
    ResidentClasses classes = new ResidentClasses(jar(Guest.class), "", parent);
    assertThatThrownBy(() -> classes.loadClass(Guest.class.getName()))
        .isInstanceOf(StackOverflowError.class);
    parent.isShort = false;
    assertThat(classes.loadClass(Guest.class.getName()).getClassLoader()).isSameAs(classes);
  }

  private Path jar(Class<?> type) throws IOException {
    Path jar = folder.resolve("guest.jar");
    String name = type.getName().replace('.', '/') + ".class";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry(name));
      in.transferTo(zip);
    }
    return jar;
  }

  /** What is loaded: its superclass is the parent's to give. */
  static final class Guest {}

  /** A JVM that has no stack left for a superclass. */
  private static final class ShortOfStack extends ClassLoader {
    private boolean isShort = true;

    ShortOfStack() {
      super(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (isShort) {
        throw new StackOverflowError();
      }
      return super.loadClass(name, resolve);
    }
  }
}
