package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What the weaver changes, leaves alone and refuses. */
class WeaverTest {
  private static final String HEAD =
      "package p; import static dev.weft.Asyncio.*; import dev.weft.*; import java.util.function.*;"
          + " class P { static Future<Integer> f; static Object lock = new Object();\n";

  private final Weaver weaver = new Weaver(WeaverOptions.DEFAULT);

  private static byte[] compile(String members) {
    return JavaSources.compile(Map.of("p.P", HEAD + members + "}"), "-g").get("p.P");
  }

  /** Scenario 230. */
  @Test
  void classWithoutAsyncCodeIsTheSameArray() {
    byte[] plain = JavaSources.compile(Map.of("Q", "class Q { int x() { return 1; } }")).get("Q");
    assertThat(Weaver.mentionsWeft(plain)).isFalse();
    assertThat(weaver.weave(plain).bytes()).isSameAs(plain);
    byte[] caller = compile("static Coroutine<Integer> f() { return done(1); }");
    assertThat(weaver.weave(caller).bytes()).isSameAs(caller);
  }

  /** Scenario 229. */
  @Test
  void weavingTwiceChangesNothing() {
    byte[] bytes =
        compile(
            "@Async static Coroutine<Integer> a() { return done(await(f)); }"
                + "@Async Coroutine<Integer> b() { return a(); }"
                + "@Async Task<Void> c() { return Task.done(null); }");
    Woven once = weaver.weave(bytes);
    Woven twice = weaver.weave(once.bytes());
    assertThat(once.changed()).isTrue();
    assertThat(twice.changed()).isFalse();
    assertThat(twice.bytes()).isSameAs(once.bytes());
    assertThat(twice.findings()).isEmpty();
    assertThat(Weaver.unwoven(once.bytes())).isEmpty();
    assertThat(Weaver.unwoven(bytes)).extracting(Finding::refusal).containsOnly(Refusal.NOT_WOVEN);
  }

  /** Scenarios 143, 147, 148. */
  @Test
  void waitingWithMonitorsIsRefused() {
    byte[] bytes =
        compile(
            """
            @Async static Coroutine<Integer> a() {
              synchronized (lock) {
                return done(await(f));
              }
            }
            @Async static synchronized Coroutine<Integer> b() {
              return done(1);
            }
            @Async static Coroutine<Integer> c() {
              try { synchronized (lock) { lock.notify(); } } finally { await(f); }
              return done(1);
            }
            @Async static Coroutine<Integer> d() {
              try { synchronized (lock) { return a(); } } finally { lock.toString(); }
            }
            """);
    Woven woven = weaver.weave(bytes);
    assertThat(woven.findings())
        .extracting(Finding::refusal, Finding::method, Finding::line)
        .containsExactly(
            tuple(Refusal.AWAIT_IN_SYNCHRONIZED, "a", 4),
            tuple(Refusal.ASYNC_SYNCHRONIZED, "b", 8),
            tuple(Refusal.AWAIT_IN_SYNCHRONIZED, "d", 15));
    assertThat(woven.changed()).isTrue(); // c
  }

  /** It was written as far as the passes had come when one of them refused. */
  @Test
  void whatIsRefusedIsLeftAsItWasBesideWhatIsWoven() {
    byte[] bytes =
        compile(
            "@Async static Coroutine<Void> good(Future<?> f) { await(f); return done(); }"
                + "@Async static Coroutine<Void> bad() { emit(1); return done(); }");

    Woven woven = weaver.weave(bytes);

    assertThat(woven.changed()).isTrue();
    assertThat(woven.findings()).extracting(Finding::method).containsExactly("bad");
    assertThat(calls(woven.bytes(), "bad")).isEqualTo(calls(bytes, "bad"));
  }

  private static List<String> calls(byte[] bytes, String name) {
    ClassNode owner = new ClassNode();
    new ClassReader(bytes).accept(owner, 0);
    List<String> calls = new ArrayList<>();
    for (MethodNode method : owner.methods) {
      if (method.name.equals(name)) {
        for (AbstractInsnNode insn : method.instructions) {
          if (insn instanceof MethodInsnNode call) {
            calls.add(call.name + call.desc);
          }
        }
      }
    }
    return calls;
  }

  @Test
  void awaitsWhereNothingCanBeSuspendedAreFound() {
    byte[] bytes =
        compile(
            """
            int field = await(f);
            P() {}
            static { await(f); }
            int plain() { return await(f); }
            Supplier<Integer> lambda = () -> await(f);
            Function<Future<Integer>, Integer> reference = dev.weft.Asyncio::await;
            """);
    Woven woven = weaver.weave(bytes);
    assertThat(woven.changed()).isFalse();
    assertThat(woven.findings())
        .extracting(Finding::refusal, Finding::line)
        .containsExactlyInAnyOrder(
            tuple(Refusal.AWAIT_IN_CONSTRUCTOR, 2),
            tuple(Refusal.AWAIT_METHOD_REFERENCE, 7),
            tuple(Refusal.AWAIT_OUTSIDE_ASYNC, 5),
            tuple(Refusal.AWAIT_IN_LAMBDA, 6),
            tuple(Refusal.AWAIT_IN_STATIC_INITIALIZER, 4));
  }

  @Test
  void methodsThatCannotBeAsyncAreRefused() {
    byte[] bytes =
        compile(
            "abstract static class Q { @Async abstract Coroutine<Void> a(); }"
                + " @Async static void b() {} @Async static native Coroutine<Void> c();");
    assertThat(weaver.weave(bytes).findings())
        .extracting(Finding::refusal, Finding::arguments)
        .containsExactly(
            tuple(Refusal.ASYNC_RETURN_TYPE, List.of("void")),
            tuple(Refusal.ASYNC_WITHOUT_BODY, List.of()));
  }

  @Test
  void oldClassFilesAreRefused() {
    byte[] bytes = compile("@Async static Coroutine<Integer> a() { return done(await(f)); }");
    bytes[7] = 51;
    Woven woven = weaver.weave(bytes);
    assertThat(woven.bytes()).isSameAs(bytes);
    assertThat(woven.findings())
        .extracting(Finding::refusal, Finding::className, Finding::arguments)
        .containsExactly(tuple(Refusal.UNSUPPORTED_CLASS_VERSION, "p.P", List.of(51)));
  }

  @Test
  void newerClassFilesThanKnownAreWoven() {
    byte[] bytes = compile("@Async static Coroutine<Integer> a() { return done(await(f)); }");
    bytes[7] = 99;
    Woven woven = weaver.weave(bytes);
    assertThat(woven.changed()).isTrue();
    assertThat(woven.bytes()[7]).isEqualTo((byte) 99);
    assertThat(weaver.weave(woven.bytes()).changed()).isFalse();
  }

  /** Java cannot say this, but it must not come out wrong. */
  @Test
  void assignedReceiverIsRefused() {
    ClassNode node = new ClassNode();
    new ClassReader(compile("@Async Coroutine<P> a() { P p = this; return done(p); }"))
        .accept(node, 0);
    node.methods.stream()
        .filter(method -> method.name.equals("a"))
        .forEach(
            method ->
                method.instructions.forEach(
                    insn -> {
                      if (insn instanceof org.objectweb.asm.tree.VarInsnNode variable
                          && variable.getOpcode() == Opcodes.ASTORE) {
                        variable.var = 0;
                      }
                    }));
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    assertThat(weaver.weave(writer.toByteArray()).findings())
        .extracting(Finding::refusal)
        .containsExactly(Refusal.UNSUPPORTED_BYTECODE);
  }

  /** Scenario 196: nothing of what a method uses has to be there. */
  @Test
  void missingTypesDoNoHarm() {
    Map<String, byte[]> classes =
        JavaSources.compile(
            Map.of(
                "p.P",
                HEAD
                    + "@Async static Coroutine<Object> a(boolean b) { Base x = b ? new One() : new Two();"
                    + " await(f); Base[] all = {x}; for (Base y : all) { await(f); y.m(); }"
                    + " return done(x); } }"
                    + "class Base { void m() {} } class One extends Base {} class Two extends Base {}"));
    Woven woven = weaver.weave(classes.get("p.P"));
    assertThat(woven.changed()).isTrue();
  }
}
