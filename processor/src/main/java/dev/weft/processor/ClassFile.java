package dev.weft.processor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** A class file that javac has written, to be read and replaced. */
sealed interface ClassFile {
  /** The binary name of the class: {@code com.acme.Shop$Price}. */
  String binaryName();

  byte[] read() throws IOException;

  void write(byte[] bytes) throws IOException;

  /** Removes it, so that the next incremental build does not take it for good. */
  void delete() throws IOException;

  /**
   * A file as almost everybody has it. Written directly: to the Filer it would be a second time.
   */
  record OnDisk(String binaryName, Path path) implements ClassFile {
    @Override
    public byte[] read() throws IOException {
      return Files.readAllBytes(path);
    }

    /**
     * Not by {@code Files.write}: a file emptied first is flushed when it is closed, on ext4. Nor
     * by a channel, which does not write when somebody wants javac's thread to stop.
     */
    @Override
    public void write(byte[] bytes) throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.write(bytes);
        file.setLength(bytes.length);
      }
    }

    BasicFileAttributes attributes() throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class);
    }

    @Override
    public void delete() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  /** A file in somebody's file manager, in memory as a rule. */
  record Virtual(String binaryName, FileObject file, Filer filer, String moduleAndPackage)
      implements ClassFile {
    @Override
    public byte[] read() throws IOException {
      try (InputStream in = file.openInputStream()) {
        return in.readAllBytes();
      } catch (IllegalStateException notOpened) {
        // What the file managers for tests say of a file that nobody wrote.
        throw new NoSuchFileException(binaryName);
      }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      String name = binaryName.substring(binaryName.lastIndexOf('.') + 1) + ".class";
      FileObject target =
          filer.createResource(StandardLocation.CLASS_OUTPUT, moduleAndPackage, name);
      try (OutputStream out = target.openOutputStream()) {
        out.write(bytes);
      }
    }

    @Override
    public void delete() {
      file.delete();
    }
  }
}
