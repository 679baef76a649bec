package dev.weft.weaver.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.EclipseSources;
import dev.weft.weaver.JavaSources;
import dev.weft.weaver.WovenClasses;
import dev.weft.weaver.names.RuntimeNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which handlers tell the runtime of what they catch, and who catches what telling throws. */
class TellCaughtTest {
  private static final String PROGRAM =
      """
      package p;
      import static dev.weft.Asyncio.*;
      import dev.weft.*;
      public class P {
        static int plain() { return 1; }
        @Async Coroutine<Void> locks() { synchronized (this) { plain(); } await(yieldNow()); return done(); }
        @Async Coroutine<Void> waits() { try { await(yieldNow()); } finally { await(yieldNow()); } return done(); }
        @Async Coroutine<Void> waitsInALoop() { for (int i = 0; i < 2; i++) try { if (plain() > 1) break; } finally { await(yieldNow()); } return done(); }
        @Async Coroutine<Integer> waitsWithAResult() { try { return done(plain()); } catch (IllegalStateException e) { throw e; } finally { if (plain() > 0) { await(yieldNow()); } } }
      }
      """;

  @TempDir Path folder;

  private List<ClassNode> compiledByAll() {
    Map<String, String> sources = Map.of("p.P", PROGRAM);
    List<ClassNode> classes = new ArrayList<>();
    classes.add(parsed(WovenClasses.of(JavaSources.compile(sources))));
    classes.add(parsed(WovenClasses.knowingTypes(new EclipseSources(folder).compile(sources))));
    return classes;
  }

  private static ClassNode parsed(WovenClasses woven) {
    ClassNode owner = new ClassNode();
    new ClassReader(woven.verified().bytes("p.P")).accept(owner, 0);
    return owner;
  }

  @Test
  void aFinallyBlockTellsAndASynchronizedBlockDoesNot() {
    for (ClassNode owner : compiledByAll()) {
      assertThat(tellings(body(owner, "locks"))).isEmpty();
      assertThat(tellings(body(owner, "waits"))).containsExactly("passing");
      assertThat(tellings(body(owner, "waitsInALoop"))).containsExactly("passing");
      assertThat(tellings(body(owner, "waitsWithAResult"))).contains("caught", "passing");
    }
  }

  /** Where the stack is full telling throws: the handler then began again, forever. */
  @Test
  void noHandlerCatchesWhatTellingItThrows() {
    for (ClassNode owner : compiledByAll()) {
      for (MethodNode method : owner.methods) {
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
          assertThat(tellingsIn(method, block)).as(method.name).doesNotContain(block.handler);
        }
      }
    }
  }

  private static List<AbstractInsnNode> tellingsIn(MethodNode method, TryCatchBlockNode block) {
    List<AbstractInsnNode> handlers = new ArrayList<>();
    for (AbstractInsnNode insn = block.start; insn != block.end; insn = insn.getNext()) {
      if (isTelling(insn)) {
        handlers.add(handlerBefore(insn, method));
      }
    }
    return handlers;
  }

  private static AbstractInsnNode handlerBefore(AbstractInsnNode telling, MethodNode method) {
    AbstractInsnNode insn = telling;
    while (!isHandler(insn, method)) {
      insn = insn.getPrevious();
    }
    return insn;
  }

  private static boolean isHandler(AbstractInsnNode insn, MethodNode method) {
    return method.tryCatchBlocks.stream().anyMatch(block -> block.handler == insn);
  }

  private static List<String> tellings(MethodNode method) {
    List<String> names = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (isTelling(insn)) {
        names.add(((MethodInsnNode) insn).name);
      }
    }
    return names;
  }

  private static boolean isTelling(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.owner.equals(RuntimeNames.FRAME)
        && call.desc.equals(RuntimeNames.CAUGHT_DESCRIPTOR);
  }

  private static MethodNode body(ClassNode owner, String method) {
    return owner.methods.stream()
        .filter(it -> it.name.equals("lambda$" + method + "$async"))
        .findFirst()
        .orElseThrow();
  }
}
