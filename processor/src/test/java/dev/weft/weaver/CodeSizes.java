package dev.weft.weaver;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** How many bytes of code each method of a class file has, as the file itself says. */
public final class CodeSizes {
  private CodeSizes() {}

  /** By name of the method. */
  public static Map<String, Integer> of(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipBytes(8);
      Map<Integer, String> names = names(in);
      in.skipBytes(6);
      in.skipBytes(2 * in.readUnsignedShort()); // interfaces
      Map<String, Integer> sizes = new HashMap<>();
      members(in, names, new HashMap<>()); // fields
      members(in, names, sizes);
      return sizes;
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static Map<Integer, String> names(DataInputStream in) throws IOException {
    Map<Integer, String> names = new HashMap<>();
    int count = in.readUnsignedShort();
    for (int n = 1; n < count; n++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> names.put(n, in.readUTF());
        case 5, 6 -> {
          in.skipBytes(8);
          n++; // Takes two numbers.
        }
        case 7, 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        default -> in.skipBytes(4);
      }
    }
    return names;
  }

  private static void members(
      DataInputStream in, Map<Integer, String> names, Map<String, Integer> sizes)
      throws IOException {
    int count = in.readUnsignedShort();
    for (int n = 0; n < count; n++) {
      in.skipBytes(2);
      String name = names.get(in.readUnsignedShort());
      in.skipBytes(2);
      int attributes = in.readUnsignedShort();
      for (int a = 0; a < attributes; a++) {
        String attribute = names.get(in.readUnsignedShort());
        byte[] content = in.readNBytes(in.readInt());
        if (attribute.equals("Code")) {
          sizes.put(name, new DataInputStream(new ByteArrayInputStream(content, 4, 4)).readInt());
        }
      }
    }
  }
}
