package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Goes on with an int that is not boxed, where the code unboxes at once what it awaits.
 *
 * <pre>
 *            long r = m$async$int(x, task, depth);
 *            if ((int) r == r) goto int, with (int) r        // nearly always
 *            Object o = Frame.boxed(r);                      // null or SUSPENDED
 *            if (o == SUSPENDED) { ...return SUSPENDED; }
 *   join:    ((Integer) o).intValue()                        // also after a resume
 *   int:     ...
 * </pre>
 *
 * <p>The long is compared with itself as an int and not with the two that mean something else: when
 * the JIT inlines the call it knows what that gives.
 */
public final class AwaitInt {
  /** How many bytes more than the await of an object. */
  public static final int BYTES = 15;

  /** The first instruction behind the await. */
  private final AbstractInsnNode behind;

  /** What is on the stack at the join, the object on top. */
  private final FrameNode join;

  private final MethodInsnNode unboxing;

  private AwaitInt(AbstractInsnNode behind, FrameNode join, MethodInsnNode unboxing) {
    this.behind = behind;
    this.join = join;
    this.unboxing = unboxing;
  }

  /** The int that the code makes of what {@code await} gives; null if it does not. */
  public static @Nullable AwaitInt after(MethodInsnNode await) {
    AbstractInsnNode behind = await.getNext();
    if (behind.getOpcode() == Opcodes.DUP
        && behind.getNext() instanceof FieldInsnNode marker
        && marker.name.equals(RuntimeNames.SUSPENDED)
        && marker.getNext() instanceof JumpInsnNode jump) {
      FrameNode join = BodyFrames.at(jump.label);
      if (join != null
          && Neighbours.frameBehind(join) == null // Else a probe of JaCoCo stands between them.
          && Neighbours.next(join) instanceof TypeInsnNode cast
          && cast.getOpcode() == Opcodes.CHECKCAST
          && cast.desc.equals(RuntimeNames.INTEGER)
          && cast.getNext() instanceof MethodInsnNode unboxing
          && unboxing.owner.equals(RuntimeNames.INTEGER)
          && unboxing.name.equals(RuntimeNames.INT_VALUE)) {
        return new AwaitInt(behind, join, unboxing);
      }
    }
    return null;
  }

  /** Takes a long from the stack where the await gave an object. */
  public void takeLong(InsnList body) {
    LabelNode object = new LabelNode();
    LabelNode asInt = new LabelNode();
    FrameCode code = FrameCode.withFrameOnStack();
    code.op(Opcodes.DUP2).op(Opcodes.DUP2).op(Opcodes.L2I).op(Opcodes.I2L).op(Opcodes.LCMP);
    code.add(new JumpInsnNode(Opcodes.IFNE, object));
    code.op(Opcodes.L2I).add(new JumpInsnNode(Opcodes.GOTO, asInt));
    code.add(object).add(withTop(Opcodes.LONG));
    code.callStatic(RuntimeNames.FRAME, RuntimeNames.BOXED, RuntimeNames.BOXED_DESCRIPTOR);
    body.insertBefore(behind, code.list());
    FrameCode rest = FrameCode.withFrameOnStack();
    rest.add(asInt);
    if (BodyFrames.at(unboxing.getNext()) == null) {
      rest.add(withTop(Opcodes.INTEGER));
    }
    body.insert(unboxing, rest.list());
  }

  private FrameNode withTop(Object type) {
    List<Object> stack = new ArrayList<>(join.stack);
    stack.set(stack.size() - 1, type);
    return new FrameNode(
        Opcodes.F_NEW, join.local.size(), join.local.toArray(), stack.size(), stack.toArray());
  }
}
