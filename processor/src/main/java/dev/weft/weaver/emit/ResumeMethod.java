package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.analysis.Saved;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Writes what a frame calls, and what gives that as an object.
 *
 * <pre>
 *   static Object m$async$resume(Object self, Frame frame, Task task) {
 *     if (frame.state == START) {
 *       return ((Owner) self).lambda$m$async(frame, task, frame.depth(), frame.r0, ...);
 *     } else if (frame.state &gt; 0) {
 *       return ((Owner) self).lambda$m$async(frame, task, frame.depth(), null, ...);
 *     }
 *     return "line table";
 *   }
 *
 *   static Body m$async$code() { return Owner::m$async$resume; }
 * </pre>
 *
 * <p>Why: a frame knows no parameters, and the body is to be called with them where there is no
 * frame. Of {@code m$async$code} there is one for a method so that all its frames have the same
 * body, whoever makes them.
 *
 * <p>Neither has lines: a debugger steps through them.
 */
public final class ResumeMethod {
  private static final Handle METAFACTORY =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/LambdaMetafactory",
          "metafactory",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
              + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
          false);

  private static final int ACCESS =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final AsyncMethod async;
  private final MethodNode body;
  private final Layouts layouts;
  private final boolean bodyTakesParameters;
  private final FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);

  private ResumeMethod(AsyncMethod async, MethodNode body, Layouts layouts) {
    this.async = async;
    this.body = body;
    this.layouts = layouts;
    this.bodyTakesParameters = BodySlots.bodyTakesParametersOf(async.method());
  }

  /**
   * Adds both to the class.
   *
   * @param table what the method says about itself when asked
   * @return what a frame calls
   */
  public static MethodNode emit(AsyncMethod async, MethodNode body, Layouts layouts, String table) {
    ResumeMethod pass = new ResumeMethod(async, body, layouts);
    MethodNode resume = pass.resumeMethod(table);
    async.owner().methods.add(pass.codeMethod());
    async.owner().methods.add(resume);
    return resume;
  }

  private MethodNode resumeMethod(String table) {
    LabelNode describe = new LabelNode();
    LabelNode resumed = layouts.groups().isEmpty() ? describe : new LabelNode();
    code.loadState().add(new JumpInsnNode(Opcodes.IFNE, resumed));
    if (bodyTakesParameters && !layouts.parameters().locals().isEmpty()) {
      new FrameSort(async, body, layouts).narrow(code);
      LayoutCode parameters = new LayoutCode(layouts.parameters(), code);
      parameters.restoreLocals();
      parameters.clear();
    }
    callBody(true);
    if (resumed != describe) {
      code.add(resumed).add(atEntry());
      code.loadState().add(new JumpInsnNode(Opcodes.IFLT, describe));
      callBody(false);
    }
    code.add(describe).add(atEntry());
    code.add(new LdcInsnNode(table)).op(Opcodes.ARETURN);
    MethodNode method =
        new MethodNode(
            ACCESS, GeneratedNames.resume(body.name), RuntimeNames.RESUME_DESCRIPTOR, null, null);
    method.instructions = code.list();
    int parameterSlots = BodySlots.parameterSlots(body);
    method.maxLocals = Math.max(BodySlots.FIRST_LOCAL, parameterSlots + 1);
    method.maxStack = Math.max(6, parameterSlots + 1);
    return method;
  }

  /** {@code return self.body(frame, task, frame.depth(), parameters)}. */
  private void callBody(boolean starts) {
    code.load(0);
    if (!BodySlots.isStatic(body)) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, async.owner().name));
    }
    code.loadFrame().load(BodySlots.TASK).loadFrame();
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL,
            RuntimeNames.FRAME,
            RuntimeNames.DEPTH,
            RuntimeNames.DEPTH_DESCRIPTOR,
            false));
    if (bodyTakesParameters) {
      pushParameters(starts);
    }
    code.callOwn(async.owner(), BodySlots.isStatic(body), body.name, body.desc);
    code.boxed(body).op(Opcodes.ARETURN);
  }

  private void pushParameters(boolean starts) {
    int slot = BodySlots.FIRST_LOCAL;
    for (Type parameter : Type.getArgumentTypes(async.method().desc)) {
      if (starts && isKept(slot)) {
        code.variable(parameter.getOpcode(Opcodes.ILOAD), slot);
      } else {
        code.op(LayoutCode.standIn(TypeFrame.of(parameter)));
      }
      slot += parameter.getSize();
    }
  }

  private boolean isKept(int slot) {
    for (Saved parameter : layouts.parameters().locals()) {
      if (parameter.slot() == slot) {
        return true;
      }
    }
    return false;
  }

  private static FrameNode atEntry() {
    Object[] locals = {RuntimeNames.OBJECT, RuntimeNames.FRAME, RuntimeNames.TASK};
    return new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
  }

  private MethodNode codeMethod() {
    boolean isInterface = (async.owner().access & Opcodes.ACC_INTERFACE) != 0;
    MethodNode method =
        new MethodNode(
            ACCESS, GeneratedNames.code(body.name), RuntimeNames.BODY_OBJECT, null, null);
    FrameCode its = FrameCode.withFrameOnStack();
    its.add(
        new InvokeDynamicInsnNode(
            RuntimeNames.RESUME,
            RuntimeNames.BODY_OBJECT,
            METAFACTORY,
            Type.getMethodType(RuntimeNames.RESUME_DESCRIPTOR),
            new Handle(
                Opcodes.H_INVOKESTATIC,
                async.owner().name,
                GeneratedNames.resume(body.name),
                RuntimeNames.RESUME_DESCRIPTOR,
                isInterface),
            Type.getMethodType(RuntimeNames.RESUME_DESCRIPTOR)));
    its.op(Opcodes.ARETURN);
    method.instructions = its.list();
    method.maxStack = 1;
    return method;
  }
}
