package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodyKind;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.FrameClass;
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
  private final String code;

  FrameSort(AsyncMethod async, MethodNode body, Layouts layouts) {
    this.async = async;
    this.body = body;
    this.layouts = layouts;
    this.code = GeneratedNames.code(body.name);
  }

  private FrameClass size() {
    return layouts.frame();
  }

  private boolean generates() {
    return async.kind() == BodyKind.GENERATOR;
  }

  /** {@code new Frame(m$async$code(), this)}; a generator's is always one of the large sort. */
  void make(FrameCode code) {
    FrameClass size = generates() ? FrameClass.LARGE : size();
    String type = generates() ? RuntimeNames.GENERATOR_FRAME : size.type();
    code.add(new TypeInsnNode(Opcodes.NEW, type)).op(Opcodes.DUP);
    bodyAndReceiver(code);
    sizes(size, code);
    code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, type, "<init>", size.constructor(), false));
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
    sizes(size(), code);
    code.callStatic(size().type(), RuntimeNames.STOP, size().stop());
    code.variable(Opcodes.ASTORE, BodySlots.FRAME);
  }

  /** {@code LargeFrame frame = (LargeFrame) frame}, where it is one, and so for a medium one. */
  void narrow(FrameCode code) {
    if (size() != FrameClass.SMALL) {
      code.loadFrame();
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, size().type()));
      code.variable(Opcodes.ASTORE, BodySlots.FRAME);
    }
  }

  private void bodyAndReceiver(FrameCode its) {
    its.callOwn(async.owner(), true, code, RuntimeNames.BODY_OBJECT);
    its.add(
        BodySlots.isStatic(body)
            ? new InsnNode(Opcodes.ACONST_NULL)
            : new VarInsnNode(Opcodes.ALOAD, 0));
  }

  /** How many values have no field, for a frame that asks. */
  private void sizes(FrameClass size, FrameCode code) {
    if (size.hasArrays()) {
      code.push(Math.max(0, layouts.references() - size.fields(true)));
      code.push(Math.max(0, layouts.numbers() - size.fields(false)));
    }
  }
}
