package dev.weft.weaver;

import dev.weft.weaver.names.RuntimeNames;
import java.nio.charset.StandardCharsets;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class file as bytes: reads and writes it whatever its version, and searches it unparsed.
 *
 * <p>ASM refuses versions that it does not know. What compilers write changes little from one to
 * the next, so the version is lowered for reading and put back after writing.
 */
final class ClassBytes {
  private static final int MAJOR_OFFSET = 6;
  private static final int NEWEST_READ = Opcodes.V25;

  private final byte[] bytes;

  ClassBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The major version: 52 is Java 8. */
  int majorVersion() {
    return ((bytes[MAJOR_OFFSET] & 0xFF) << 8) | (bytes[MAJOR_OFFSET + 1] & 0xFF);
  }

  /** Whether the file names {@code @Async} or {@code Asyncio} anywhere. */
  boolean mentionsWeft() {
    return contains(RuntimeNames.ASYNC_DESCRIPTOR) || contains(RuntimeNames.ASYNCIO);
  }

  ClassReader reader() {
    return new ClassReader(majorVersion() > NEWEST_READ ? withVersion(bytes, NEWEST_READ) : bytes);
  }

  /**
   * The class as a file again. The constants of {@code reader} are kept as they are, because
   * attributes that ASM does not know refer to them by number.
   */
  byte[] write(ClassNode node, ClassReader reader) {
    ClassWriter writer = new ClassWriter(reader, 0);
    for (MethodNode method : node.methods) {
      ShortFrames.in(node.name, method);
    }
    node.accept(writer);
    byte[] written = writer.toByteArray();
    return majorVersion() > NEWEST_READ ? withVersion(written, majorVersion()) : written;
  }

  private static byte[] withVersion(byte[] bytes, int version) {
    byte[] changed = bytes.clone();
    changed[MAJOR_OFFSET] = (byte) (version >> 8);
    changed[MAJOR_OFFSET + 1] = (byte) version;
    return changed;
  }

  // Names are stored as they read; a look at every byte is cheaper than walking the constants.
  private boolean contains(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
    for (int start = 0; start <= bytes.length - wanted.length; start++) {
      int n = 0;
      while (n < wanted.length && bytes[start + n] == wanted[n]) {
        n++;
      }
      if (n == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
