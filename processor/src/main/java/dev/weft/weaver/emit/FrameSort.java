package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodyKind;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which of the runtime's frames a body has, and how one is made. */
final class FrameSort {
  private final AsyncMethod async;
  private final MethodNode body;
  private final Layouts layouts;

  FrameSort(AsyncMethod async, MethodNode body, Layouts layouts) {
    this.async = async;
    this.body = body;
    this.layouts = layouts;
  }

  /** Whether the body keeps more than the small sort has room for. */
  boolean isLarge() {
    return layouts.large();
  }

  private boolean generates() {
    return async.kind() == BodyKind.GENERATOR;
  }

  /** {@code new Frame(m$async$code(), this)}; a generator's is always one of the large sort. */
  void make(FrameCode code) {
    boolean large = isLarge() || generates();
    String type =
        generates()
            ? RuntimeNames.GENERATOR_FRAME
            : large ? RuntimeNames.LARGE_FRAME : RuntimeNames.FRAME;
    code.add(new TypeInsnNode(Opcodes.NEW, type)).op(Opcodes.DUP);
    bodyAndReceiver(code);
    if (large) {
      sizes(code);
    }
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESPECIAL,
            type,
            "<init>",
            large ? RuntimeNames.LARGE_FRAME_CONSTRUCTOR : RuntimeNames.FRAME_CONSTRUCTOR,
            false));
  }

  /**
   * {@code frame = Frame.stop(state, frame, m$async$code(), this, task)}, the state being on the
   * stack; a generator has a frame always.
   */
  void stop(FrameCode code) {
    if (generates()) {
      code.loadFrame().op(Opcodes.SWAP).storeState();
      narrow(code);
      return;
    }
    code.loadFrame();
    bodyAndReceiver(code);
    code.load(BodySlots.TASK);
    if (isLarge()) {
      sizes(code);
      code.callStatic(
          RuntimeNames.LARGE_FRAME, RuntimeNames.STOP, RuntimeNames.LARGE_STOP_DESCRIPTOR);
    } else {
      code.callStatic(RuntimeNames.FRAME, RuntimeNames.STOP, RuntimeNames.STOP_DESCRIPTOR);
    }
    code.variable(Opcodes.ASTORE, BodySlots.FRAME);
  }

  /** {@code LargeFrame frame = (LargeFrame) frame}, where it is one. */
  void narrow(FrameCode code) {
    if (isLarge()) {
      code.loadFrame();
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, RuntimeNames.LARGE_FRAME));
      code.variable(Opcodes.ASTORE, BodySlots.FRAME);
    }
  }

  private void bodyAndReceiver(FrameCode code) {
    code.callOwn(async.owner(), true, GeneratedNames.code(body.name), RuntimeNames.BODY_OBJECT);
    code.add(
        BodySlots.isStatic(body)
            ? new InsnNode(Opcodes.ACONST_NULL)
            : new VarInsnNode(Opcodes.ALOAD, 0));
  }

  private void sizes(FrameCode code) {
    code.push(Math.max(0, layouts.references() - RuntimeNames.LARGE_FRAME_REFERENCES));
    code.push(Math.max(0, layouts.numbers() - RuntimeNames.LARGE_FRAME_NUMBERS));
  }
}
