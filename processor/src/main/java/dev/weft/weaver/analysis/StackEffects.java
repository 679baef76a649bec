package dev.weft.weaver.analysis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What the instructions without operand types of their own do to the types on the stack.
 *
 * <p>An effect is written {@code "popped>pushed"}, a letter a value as in descriptors: {@code I J F
 * D}, {@code A} for any reference, {@code N} for null. What depends on an operand or moves values
 * whatever their type is {@link TypeFrame}'s business.
 */
final class StackEffects implements Opcodes {
  private static final int UNKNOWN = -1;
  private static final int[] POPPED = new int[256];
  private static final @Nullable Object[] PUSHED = new Object[256];

  static {
    Arrays.fill(POPPED, UNKNOWN);
    set(">N", ACONST_NULL);
    set(">I", ICONST_M1, ICONST_0, ICONST_1, ICONST_2, ICONST_3, ICONST_4, ICONST_5);
    set(">I", BIPUSH, SIPUSH);
    set(">J", LCONST_0, LCONST_1);
    set(">F", FCONST_0, FCONST_1, FCONST_2);
    set(">D", DCONST_0, DCONST_1);
    set("AI>I", IALOAD, BALOAD, CALOAD, SALOAD);
    set("AI>J", LALOAD);
    set("AI>F", FALOAD);
    set("AI>D", DALOAD);
    set("AII>", IASTORE, BASTORE, CASTORE, SASTORE, FASTORE);
    set("AII>", LASTORE, DASTORE, AASTORE);
    set("II>I", IADD, ISUB, IMUL, IDIV, IREM, ISHL, ISHR, IUSHR, IAND, IOR, IXOR);
    set("JJ>J", LADD, LSUB, LMUL, LDIV, LREM, LAND, LOR, LXOR);
    set("JI>J", LSHL, LSHR, LUSHR);
    set("FF>F", FADD, FSUB, FMUL, FDIV, FREM);
    set("DD>D", DADD, DSUB, DMUL, DDIV, DREM);
    set("I>I", INEG, I2B, I2C, I2S, F2I, L2I, D2I);
    set("I>J", LNEG, I2L, F2L, D2L);
    set("I>F", FNEG, I2F, L2F, D2F);
    set("I>D", DNEG, I2D, L2D, F2D);
    set("JJ>I", LCMP, FCMPL, FCMPG, DCMPL, DCMPG);
    set("I>", IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL, TABLESWITCH, LOOKUPSWITCH);
    set("II>", IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE);
    set("AA>", IF_ACMPEQ, IF_ACMPNE);
    set("A>", IRETURN, LRETURN, FRETURN, DRETURN, ARETURN, ATHROW, MONITORENTER, MONITOREXIT);
    set("A>I", ARRAYLENGTH, INSTANCEOF);
    set(">", NOP, GOTO, RETURN, IINC);
    set("A>", POP);
  }

  /** Whether the effect of {@code opcode} depends on nothing else. */
  static boolean areKnown(int opcode) {
    return POPPED[opcode] != UNKNOWN;
  }

  /** How many values it pops then. */
  static int popped(int opcode) {
    return POPPED[opcode];
  }

  /** The type that it pushes then; null for none. */
  static @Nullable Object pushed(int opcode) {
    return PUSHED[opcode];
  }

  private static void set(String effect, int... opcodes) {
    int arrow = effect.indexOf('>');
    Object pushed = arrow + 1 == effect.length() ? null : type(effect.charAt(arrow + 1));
    for (int opcode : opcodes) {
      POPPED[opcode] = arrow;
      PUSHED[opcode] = pushed;
    }
  }

  private static Object type(char letter) {
    return switch (letter) {
      case 'I' -> Opcodes.INTEGER;
      case 'J' -> Opcodes.LONG;
      case 'F' -> Opcodes.FLOAT;
      case 'D' -> Opcodes.DOUBLE;
      default -> Opcodes.NULL;
    };
  }

  private StackEffects() {}
}
