package dev.weft.cli;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A directory or jar with class files in it; a jar is written anew when it is closed. */
final class ClassFolder implements AutoCloseable {
  private final Path root;
  private final @Nullable FileSystem jar;

  private ClassFolder(Path root, @Nullable FileSystem jar) {
    this.root = root;
    this.jar = jar;
  }

  static ClassFolder open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (Files.isDirectory(path)) {
      return new ClassFolder(path, null);
    }
    try {
      FileSystem jar = FileSystems.newFileSystem(path);
      return new ClassFolder(jar.getPath("/"), jar);
    } catch (ProviderNotFoundException | ZipException notAnArchive) {
      throw new FileSystemException(path + "", null, "neither a directory nor a jar");
    }
  }

  List<Path> classFiles() throws IOException {
    return files(".class");
  }

  /** A signature covers the class files: to change one would make the jar worthless. */
  boolean isSigned() throws IOException {
    return jar != null && !files(".SF").isEmpty();
  }

  private List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** The class file for an internal name, or null if it is not in here. */
  byte @Nullable [] find(String internalName) {
    try {
      return Files.readAllBytes(root.resolve(internalName + ".class"));
    } catch (IOException elsewhere) {
      return null;
    }
  }

  /** Writes a class file, with the time it had: jars made from the same sources stay the same. */
  void write(Path file, byte[] bytes) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(file, bytes);
    if (jar != null) {
      Files.setLastModifiedTime(file, time);
    }
  }

  /** For one that was only read. */
  void closeQuietly() {
    try {
      close();
    } catch (IOException nothingLost) {
      // Nothing was written.
    }
  }

  @Override
  public void close() throws IOException {
    if (jar != null) {
      jar.close();
    }
  }
}
