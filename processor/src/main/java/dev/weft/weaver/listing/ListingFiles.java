package dev.weft.weaver.listing;

import dev.weft.weaver.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.tree.MethodNode;

/** Writes a text file after each pass: {@code <class>/<method>/NN-<pass>.txt}. */
public final class ListingFiles implements Listings {
  private final Path directory;
  private int number;
  private String folder = "";

  /** Listings of one class in a folder of {@code directory}. */
  public ListingFiles(Path directory, String className) {
    this.directory = directory.resolve(className.replace('/', '.'));
  }

  @Override
  public void after(MethodNode method, String pass, String text) {
    // Overloads differ in the descriptor only, which makes no name for a folder.
    String named = method.name + "-" + Integer.toHexString(method.desc.hashCode());
    if (!named.equals(folder)) {
      folder = named;
      number = 0;
    }
    try {
      Path methodFolder = Files.createDirectories(directory.resolve(folder));
      String name = String.format("%02d-%s.txt", ++number, pass);
      Files.writeString(methodFolder.resolve(name), text);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
