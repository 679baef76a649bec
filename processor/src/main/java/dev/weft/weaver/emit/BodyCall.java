package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Calls a body where its method was called, nothing having to be asked before.
 *
 * <pre>
 *   invokevirtual price(String)     =>   astore t
 *                                        aconst_null                  // no frame
 *                                        aload task; iload depth; iconst_1; iadd
 *                                        aload t; aconst_null; astore t
 *                                        invokespecial lambda$price$async(...)
 * </pre>
 *
 * <p>Why: a {@link CallMethod} in between is one more level to inline for each await, of which
 * HotSpot has fifteen; ten awaited calls, one in the other, take 1.6 ns without and 3.2 with it.
 *
 * <p>The argument's local is cleared, or the interpreter would keep alive what the body has
 * dropped.
 */
public final class BodyCall {
  private BodyCall() {}

  /** How many bytes at most it takes instead of a call. */
  public static int bytes(MethodInsnNode call) {
    return 12 + 11 * Type.getArgumentTypes(call.desc).length;
  }

  /**
   * The code.
   *
   * @param call the call of a method of the class
   * @param body that method's body
   * @param caller in which it is called; gets locals for the arguments
   * @param firstFree the first local that it may have
   * @param asObject whether an int that the body gives is to be boxed
   */
  public static InsnList instead(
      MethodInsnNode call, MethodNode body, MethodNode caller, int firstFree, boolean asObject) {
    FrameCode code = FrameCode.withFrameOnStack();
    Type[] arguments = Type.getArgumentTypes(call.desc);
    int slot = firstFree + Type.getArgumentsAndReturnSizes(call.desc) / 4 - 1;
    caller.maxLocals = Math.max(caller.maxLocals, slot);
    for (int n = arguments.length - 1; n >= 0; n--) {
      slot -= arguments[n].getSize();
      code.variable(arguments[n].getOpcode(Opcodes.ISTORE), slot);
    }
    boolean isStatic = BodySlots.isStatic(body);
    if (isStatic) {
      code.op(Opcodes.ACONST_NULL); // The receiver.
    }
    code.op(Opcodes.ACONST_NULL).load(BodySlots.TASK);
    code.variable(Opcodes.ILOAD, BodySlots.DEPTH).op(Opcodes.ICONST_1).op(Opcodes.IADD);
    for (Type argument : arguments) {
      code.variable(argument.getOpcode(Opcodes.ILOAD), slot);
      if (argument.getSort() >= Type.ARRAY) {
        code.op(Opcodes.ACONST_NULL).variable(Opcodes.ASTORE, slot);
      }
      slot += argument.getSize();
    }
    code.add(
        new MethodInsnNode(
            isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
            call.owner,
            body.name,
            body.desc,
            call.itf));
    if (asObject && BodySlots.givesInt(body)) {
      code.callStatic(RuntimeNames.FRAME, RuntimeNames.BOXED, RuntimeNames.BOXED_DESCRIPTOR);
    }
    return code.list();
  }
}
