package dev.weft.processor;

import static com.google.testing.compile.Compiler.javac;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.weft.processor.problem.Evidence;
import dev.weft.processor.problem.Problems;
import dev.weft.weaver.Finding;
import dev.weft.weaver.Refusal;
import dev.weft.weaver.Woven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with the weaver's answer, good or bad. */
class WeavingTest {
  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();
  private final Problems problems =
      new Problems(null, (kind, message) -> messages.add(kind + " " + message));
  private final LastLook lastLook = new LastLook(problems);

  @Test
  void memoryIsWovenToo() throws IOException {
    Compilation compilation =
        javac()
            .withProcessors(new AsyncProcessor())
            .withOptions("-Xlint:all", "-Werror")
            .compile(
                JavaFileObjects.forSourceString(
                    "shop.Shop",
                    """
                    package shop;
                    class Shop {
                      @dev.weft.Async dev.weft.Coroutine<Void> none() {
                        return dev.weft.Asyncio.done();
                      }
                    }
                    """));
    assertThat(compilation.diagnostics()).isEmpty();
    try (var in =
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, "shop", "Shop.class")
            .orElseThrow()
            .openInputStream()) {
      byte[] bytes = in.readAllBytes();
      assertThat(Weaving.unwoven(bytes)).isEmpty();
      assertThat(new String(bytes, ISO_8859_1)).contains("lambda$none$async");
    }
  }

  @Test
  void unchangedClassIsNotWritten() throws IOException {
    Path file = classFile("before Ldev/weft/Async;");
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
    weave(file, bytes -> new Woven(bytes, false, List.of()));
    assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
    assertThat(messages).isEmpty();
  }

  @Test
  void exceptionOfTheWeaverIsABugInWeftAndLeavesNoClass() throws IOException {
    Path file = classFile("before Ldev/weft/Async;");
    weave(
        file,
        bytes -> {
          throw new IllegalStateException("frame of nowhere");
        });
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0))
        .startsWith(
            "ERROR [BugInWeft] this is a bug in Weft, not in your code:"
                + " java.lang.IllegalStateException: frame of nowhere while looking at class"
                + " shop.Shop. Please report it, with the files in ");
    assertThat(file).doesNotExist();
    assertThat(Evidence.taken(messages.get(0)))
        .containsEntry("before-weaving.class", "before Ldev/weft/Async;")
        .containsKey("stack-trace.txt");
  }

  @Test
  void refusalLeavesNoClass() throws IOException {
    Path file = classFile("before Ldev/weft/Async;");
    weave(file, bytes -> refused(bytes, Refusal.METHOD_TOO_LARGE, 70_000, 65_535));
    assertThat(messages)
        .containsExactly(
            "ERROR [MethodTooLarge] @Async price() is too large: woven it would have 70000 bytes, and"
                + " the JVM takes 65535 at most. Split it into several @Async methods."
                + " (docs/problems/MethodTooLarge.md)");
    assertThat(file).doesNotExist();
  }

  @Test
  void oldClassFileIsRefused() throws IOException {
    weave(
        classFile("before Ldev/weft/Async;"),
        bytes -> refused(bytes, Refusal.UNSUPPORTED_CLASS_VERSION, 51));
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).startsWith("ERROR [UnsupportedClassFile] class shop.Shop cannot");
  }

  @Test
  void classFileThatCannotBeReadIsAnError() throws IOException {
    Path noFile = Files.createDirectory(folder.resolve("Shop.class"));
    weave(noFile, bytes -> new Woven(bytes, false, List.of()));
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0))
        .startsWith("ERROR [ClassFileInaccessible] the class file of shop.Shop cannot be woven");
  }

  @Test
  void lastLookFindsAClassThatWasWrittenAgain() throws IOException {
    Path file = classFile("before Ldev/weft/Async;");
    weave(file, bytes -> new Woven("after".getBytes(ISO_8859_1), true, List.of()));
    assertThat(file).hasContent("after");
    Files.delete(file);
    lastLook.look();
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0))
        .startsWith("ERROR [LeftUnwoven] class shop.Shop was woven, but its class file is not");
  }

  private static Woven refused(byte[] bytes, Refusal refusal, Object... arguments) {
    Finding finding =
        new Finding(refusal, "shop.Shop", "price", "()Ldev/weft/Task;", 7, List.of(arguments));
    return new Woven(bytes, false, List.of(finding));
  }

  private Path classFile(String content) throws IOException {
    return Files.writeString(folder.resolve("Shop.class"), content);
  }

  private void weave(Path file, Function<byte[], Woven> weaver) {
    weaving(weaver).weave(new ClassFile.OnDisk("shop.Shop", file), null);
  }

  private Weaving weaving(Function<byte[], Woven> weaver) {
    return new Weaving(null, weaver, problems, lastLook);
  }
}
