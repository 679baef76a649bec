package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.weaver.JavaSources;
import dev.weft.weaver.WovenClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** What is in woven class files: scenarios 219 to 232. */
class ClassFileTest {
  private static ClassNode parse(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    return node;
  }

  private static MethodNode method(ClassNode node, String name) {
    return node.methods.stream().filter(m -> m.name.equals(name)).findFirst().orElseThrow();
  }

  /** Scenario 232. */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 11, 16, 17, 21, 25})
  void everyReleaseIsWoven(int release) {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(release);
    String source =
        """
        package p;
        import static dev.weft.Asyncio.*;
        import static dev.weft.weaver.run.Later.*;
        import dev.weft.*;
        public class P implements I {
          @Async private Coroutine<String> priv(String v) { return done(v + await(soon("p"))); }
          @Async static Coroutine<Object> test() { return done(await(new P().priv("x")) + await(new P().def("y")) + await(I.stat())); }
        }
        interface I {
          @Async default Coroutine<String> def(String v) { String s = v; for (int i = 0; i < 2; i++) s += await(soon(i)); return done(s); }
          @Async static Coroutine<String> stat() { return done(await(soon("s"))); }
        }
        """;
    WovenClasses classes =
        WovenClasses.of(
            JavaSources.compile(
                Map.of("p.P", source), "--release", String.valueOf(release), "-Xlint:-options"));
    assertThat(classes.bytes("p.P")[7]).isEqualTo((byte) (44 + release));
    assertThat(Program.run(classes.verified(), true)).isEqualTo("xpy01s");
  }

  /** Scenario 226. */
  @Test
  void declarationStaysWithTheMethod() throws ReflectiveOperationException {
    WovenClasses classes =
        Program.of(
                """
                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                @Mark(1) @Async protected final <T extends Comparable<T>> Coroutine<List<T>> m(@Mark(2) T first, int second, @Mark(3) List<? super T> third) throws IOException { await(soon(1)); return done(List.of(first)); }
                """)
            .with("-parameters")
            .woven();
    var method =
        classes.loadClass("p.P").getDeclaredMethod("m", Comparable.class, int.class, List.class);
    assertThat(method.toGenericString())
        .isEqualTo(
            "protected final <T extends java.lang.Comparable<T>>"
                + " dev.weft.Coroutine<java.util.List<T>> p.P.m(T,int,java.util.List<? super T>)"
                + " throws java.io.IOException");
    assertThat(method.getAnnotations()).hasSize(1);
    assertThat(Stream.of(method.getParameterAnnotations()).map(all -> all.length))
        .containsExactly(1, 0, 1);
    assertThat(Stream.of(method.getParameters()).map(p -> p.getName()))
        .containsExactly("first", "second", "third");
    MethodNode body = method(parse(classes.bytes("p.P")), "lambda$m$async");
    assertThat(body.access).isEqualTo(Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC);
    assertThat(classes.all()).hasSize(2); // The annotation; no class was added.
  }

  /** Scenario 226: annotations on the types of locals go along with the code. */
  @Test
  void annotationsOnLocalsAreKept() {
    WovenClasses classes =
        Program.of(
                """
                @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Mark {}
                @Async static Coroutine<Object> test() { @Mark String s = await(soon("s")); List<@Mark String> l = List.of(s, await(soon(s))); try { await(soon(1)); } catch (@Mark RuntimeException e) { l = null; } return done(s + l); }
                """)
            .woven();
    MethodNode body = method(parse(classes.bytes("p.P")), "lambda$test$async");
    assertThat(body.visibleLocalVariableAnnotations)
        .extracting(annotation -> annotation.index)
        .containsExactlyInAnyOrder(List.of(4), List.of(5));
    assertThat(Program.run(classes, true)).isEqualTo("s[s, s]");
  }

  /** Scenarios 219 to 222. */
  @Test
  void linesStayAndNoneIsAdded() {
    String members =
        """
        @Async static Coroutine<Integer> m(int p) {
          int a = await(soon(1)); int b = await(soon(2));
          for (int i = 0; i < 3; i++) {
            a += await(soon(i));
          }
          return done(a + b
              + p);
        }
        """;
    ClassNode woven = parse(Program.of(members).woven().bytes("p.P"));
    assertThat(lines(method(woven, "lambda$m$async"))).containsExactly(11, 12, 13, 12, 15, 11);
    assertThat(lines(method(woven, "m"))).containsExactly(11);
  }

  private static List<Integer> lines(MethodNode method) {
    List<Integer> lines = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode number) {
        lines.add(number.line);
      }
    }
    return lines;
  }

  /** Scenarios 223, 224. */
  @Test
  void variablesStayVisible() {
    ClassNode woven =
        parse(
            Program.of(
                    """
                    @Async Coroutine<Integer> m(int p, long q) { String s = "x"; int a = await(soon(1)); { double d = 1; a += await(soon(2)); } return done(a); }
                    """)
                .woven()
                .bytes("p.P"));
    assertThat(variables(method(woven, "m"))).containsExactlyInAnyOrder("this:0", "p:1", "q:2");
    assertThat(variables(method(woven, "lambda$m$async")))
        .containsExactlyInAnyOrder("this:0", "p:4", "q:5", "s:7", "a:8", "d:9");
  }

  private static List<String> variables(MethodNode method) {
    List<String> variables = new ArrayList<>();
    for (LocalVariableNode variable : method.localVariables) {
      variables.add(variable.name + ":" + variable.index);
    }
    return variables;
  }
}
