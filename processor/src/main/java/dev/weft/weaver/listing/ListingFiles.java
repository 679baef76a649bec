package dev.weft.weaver.listing;

import dev.weft.weaver.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes a text file after each pass, {@code <class>/<method>/NN-<pass>.txt}, and a picture of the
 * states, {@code states.mmd}.
 */
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
    String named = folderOf(method);
    if (!named.equals(folder)) {
      folder = named;
      number = 0;
    }
    write(String.format("%02d-%s.txt", ++number, pass), text);
  }

  @Override
  public void picture(MethodNode method, String mermaid) {
    folder = folderOf(method);
    write("states.mmd", mermaid);
  }

  /** Overloads differ in the descriptor only, which makes no name for a folder. */
  private static String folderOf(MethodNode method) {
    return method.name + "-" + Integer.toHexString(method.desc.hashCode());
  }

  private void write(String name, String text) {
    try {
      Path methodFolder = Files.createDirectories(directory.resolve(folder));
      Files.writeString(methodFolder.resolve(name), text);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
