package dev.weft.weaver.analysis;

import dev.weft.weaver.JavaSources;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A method {@code m} of a few lines as javac writes it, not woven. */
public final class Snippet {
  private static final String HEAD =
      """
      import static dev.weft.Asyncio.*;
      import dev.weft.*;
      import java.util.*;
      class S {
        static Coroutine<String> other() { return done("x"); }
        static void call(Object... o) {}
      """;

  private Snippet() {}

  /** The method, compiled with {@code -g} or the like. */
  public static MethodNode of(String debug, String text) {
    byte[] bytes = JavaSources.compile(Map.of("S", HEAD + text + "\n}\n"), debug).get("S");
    ClassNode owner = new ClassNode();
    new ClassReader(bytes).accept(owner, ClassReader.EXPAND_FRAMES);
    return owner.methods.stream().filter(m -> m.name.equals("m")).findFirst().orElseThrow();
  }

  /** The n-th call of a method with that name, from 0 on. */
  public static MethodInsnNode call(MethodNode method, String name, int n) {
    int left = n;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && call.name.equals(name) && left-- == 0) {
        return call;
      }
    }
    throw new IllegalArgumentException("no " + name + " " + n);
  }
}
