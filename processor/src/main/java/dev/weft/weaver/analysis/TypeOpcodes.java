package dev.weft.weaver.analysis;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Which instruction moves a value of a type of {@link TypeFrame}. */
public final class TypeOpcodes {
  /** {@code ILOAD} or {@code ISTORE} as it is for {@code type}. */
  public static int of(Object type, int opcodeForInt) {
    return primitive(type).getOpcode(opcodeForInt);
  }

  private static Type primitive(Object type) {
    if (type == Opcodes.INTEGER) {
      return Type.INT_TYPE;
    } else if (type == Opcodes.LONG) {
      return Type.LONG_TYPE;
    } else if (type == Opcodes.FLOAT) {
      return Type.FLOAT_TYPE;
    } else if (type == Opcodes.DOUBLE) {
      return Type.DOUBLE_TYPE;
    }
    return Type.getObjectType("java/lang/Object");
  }

  private TypeOpcodes() {}
}
