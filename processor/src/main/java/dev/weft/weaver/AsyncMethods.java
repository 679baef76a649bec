package dev.weft.weaver;

import dev.weft.weaver.analysis.Census;
import dev.weft.weaver.emit.Factory;
import dev.weft.weaver.names.RuntimeNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Questions about methods that decide whether they are woven. */
final class AsyncMethods {
  /**
   * Whether {@code method} is written as an async method. A bridge, to which compilers copy the
   * annotation, is not: it calls the method.
   */
  static boolean isAsync(MethodNode method) {
    return (method.access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC)) == 0
        && (isAnnotated(method.invisibleAnnotations) || isAnnotated(method.visibleAnnotations));
  }

  /** Whether it has been woven already: then its code makes a frame and nothing else does. */
  static boolean isWoven(MethodNode method) {
    return Factory.isFactory(method);
  }

  /** Why it cannot be woven, or null. */
  static @Nullable Finding refusal(ClassNode owner, MethodNode method, Census census) {
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return Finding.in(owner, method, Refusal.ASYNC_WITHOUT_BODY, -1);
    } else if (BodyKind.of(method.desc) == null) {
      return Finding.in(
          owner,
          method,
          Refusal.ASYNC_RETURN_TYPE,
          AsyncMethod.firstLine(method),
          Type.getReturnType(method.desc).getClassName());
    } else if (census.assignsFirst() && !BodySlots.isStatic(method)) {
      return Finding.in(
          owner,
          method,
          Refusal.UNSUPPORTED_BYTECODE,
          AsyncMethod.firstLine(method),
          "the receiver is assigned");
    }
    return null;
  }

  private static boolean isAnnotated(@Nullable List<AnnotationNode> annotations) {
    if (annotations != null) {
      for (AnnotationNode annotation : annotations) {
        if (annotation.desc.equals(RuntimeNames.ASYNC_DESCRIPTOR)) {
          return true;
        }
      }
    }
    return false;
  }

  private AsyncMethods() {}
}
