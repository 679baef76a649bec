package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A list of instructions that grows by sentences about frames; each says which Java it is. */
final class FrameCode {
  private static final int IN_NO_LOCAL = -1;

  private final InsnList code = new InsnList();

  /** Where the frame is: {@code aload 1} in a body; in a factory it is on the stack. */
  private final int frameSlot;

  private FrameCode(int frameSlot) {
    this.frameSlot = frameSlot;
  }

  /** Code in which the frame is local {@code slot}. */
  static FrameCode withFrameIn(int slot) {
    return new FrameCode(slot);
  }

  /** Code in which the frame is on the stack and stays there. */
  static FrameCode withFrameOnStack() {
    return new FrameCode(IN_NO_LOCAL);
  }

  /** The instructions so far. */
  InsnList list() {
    return code;
  }

  FrameCode add(AbstractInsnNode insn) {
    code.add(insn);
    return this;
  }

  FrameCode op(int opcode) {
    return add(new InsnNode(opcode));
  }

  FrameCode push(int value) {
    if (value >= -1 && value <= 5) {
      return op(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      return add(new IntInsnNode(Opcodes.BIPUSH, value));
    } else if (value == (short) value) {
      return add(new IntInsnNode(Opcodes.SIPUSH, value));
    }
    return add(new LdcInsnNode(value));
  }

  FrameCode loadFrame() {
    return frameSlot == IN_NO_LOCAL ? op(Opcodes.DUP) : load(frameSlot);
  }

  FrameCode load(int slot) {
    return variable(Opcodes.ALOAD, slot);
  }

  FrameCode variable(int opcode, int slot) {
    return add(new VarInsnNode(opcode, slot));
  }

  FrameCode callStatic(String owner, String name, String descriptor) {
    return add(new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false));
  }

  /** Pushes the receiver, if there is one, and the arguments of a method as it was called. */
  FrameCode loadArguments(MethodNode method) {
    if (!BodySlots.isStatic(method)) {
      load(0);
    }
    return loadParameters(method);
  }

  /** Pushes the arguments alone. */
  FrameCode loadParameters(MethodNode method) {
    int slot = BodySlots.isStatic(method) ? 0 : 1;
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      variable(parameter.getOpcode(Opcodes.ILOAD), slot);
      slot += parameter.getSize();
    }
    return this;
  }

  /** Calls a method that is private in the class of the code. */
  FrameCode callOwn(ClassNode owner, boolean isStatic, String name, String descriptor) {
    return add(
        new MethodInsnNode(
            isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
            owner.name,
            name,
            descriptor,
            (owner.access & Opcodes.ACC_INTERFACE) != 0));
  }

  FrameCode field(int opcode, String owner, String name, String descriptor) {
    return add(new FieldInsnNode(opcode, owner, name, descriptor));
  }

  /** {@code SUSPENDED}. */
  FrameCode loadMarker() {
    return field(
        Opcodes.GETSTATIC,
        RuntimeNames.FRAME,
        RuntimeNames.SUSPENDED,
        RuntimeNames.SUSPENDED_DESCRIPTOR);
  }

  /** {@code return SUSPENDED}, or what says so in a body that gives an int. */
  FrameCode returnMarker(MethodNode body) {
    return BodySlots.givesInt(body)
        ? add(new LdcInsnNode(RuntimeNames.SUSPENDED_INT)).op(Opcodes.LRETURN)
        : loadMarker().op(Opcodes.ARETURN);
  }

  /** Makes an object of what a body gives, if it gives an int. */
  FrameCode boxed(MethodNode body) {
    return BodySlots.givesInt(body)
        ? callStatic(RuntimeNames.FRAME, RuntimeNames.BOXED, RuntimeNames.BOXED_DESCRIPTOR)
        : this;
  }

  /** {@code frame.state}. */
  FrameCode loadState() {
    loadFrame();
    return field(
        Opcodes.GETFIELD, RuntimeNames.FRAME, RuntimeNames.STATE, RuntimeNames.STATE_DESCRIPTOR);
  }

  /** {@code frame.state = state}, frame and state being on the stack. */
  FrameCode storeState() {
    return field(
        Opcodes.PUTFIELD, RuntimeNames.FRAME, RuntimeNames.STATE, RuntimeNames.STATE_DESCRIPTOR);
  }

  /** {@code Frame.await(x, task, depth)}, {@code x} being on the stack; or the like for emit. */
  FrameCode await(SuspensionPoint point) {
    if (point.emits()) {
      return loadFrame()
          .load(BodySlots.TASK)
          .callStatic(
              RuntimeNames.GENERATOR_FRAME, RuntimeNames.EMIT, RuntimeNames.FRAME_EMIT_DESCRIPTOR);
    }
    load(BodySlots.TASK).variable(Opcodes.ILOAD, BodySlots.DEPTH);
    return callStatic(
        RuntimeNames.FRAME,
        RuntimeNames.AWAIT,
        point.awaitsStage() ? RuntimeNames.FRAME_AWAIT_STAGE : RuntimeNames.FRAME_AWAIT_AWAITABLE);
  }
}
