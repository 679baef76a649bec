package dev.weft.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Where a body has its locals.
 *
 * <pre>
 *   slot 0       this; in a static body an unused Object
 *   slot 1       the frame
 *   slot 2       the task
 *   slot 3       how deeply it is nested on the Java stack
 *   slot 4...    the locals of the method as written, parameters first, moved up
 * </pre>
 *
 * <p>Frame, task and depth have the low slots because each suspension point loads them several
 * times and {@code aload_1} is one byte where {@code aload 5} is two.
 */
public final class BodySlots {
  public static final int FRAME = 1;
  public static final int TASK = 2;
  public static final int DEPTH = 3;
  public static final int FIRST_LOCAL = 4;

  private static final int MOST_PARAMETER_SLOTS = 255;

  /** The slot in the body of what has {@code slot} in the method as written. */
  public static int moved(int slot, boolean isStatic) {
    if (isStatic) {
      return slot + FIRST_LOCAL;
    }
    return slot == 0 ? 0 : slot + FIRST_LOCAL - 1;
  }

  /** How many slots receiver and parameters of {@code method} take. */
  public static int parameterSlots(MethodNode method) {
    int withReceiver = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    return isStatic(method) ? withReceiver - 1 : withReceiver;
  }

  /**
   * Whether the body of {@code method} takes its parameters: there is room for its own beside them.
   */
  public static boolean bodyTakesParametersOf(MethodNode method) {
    return moved(parameterSlots(method), isStatic(method)) <= MOST_PARAMETER_SLOTS;
  }

  /** Whether {@code body} gives an int, or that it has stopped, as a long. */
  public static boolean givesInt(MethodNode body) {
    return body.desc.endsWith("J");
  }

  /** Whether {@code method} is static. */
  public static boolean isStatic(MethodNode method) {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  private BodySlots() {}
}
