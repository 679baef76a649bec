package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eclipse's compiler runs the processor, too, and must hear that this does not help. */
class OtherCompilersTest {
  @TempDir Path folder;

  @Test
  void eclipseIsToldOnceAtOneOfTheMethods() throws IOException {
    List<Diagnostic<? extends JavaFileObject>> diagnostics =
        compile(
            """
            class Shop {
              @dev.weft.Async dev.weft.Coroutine<Void> one() { return dev.weft.Asyncio.done(); }
              @dev.weft.Async dev.weft.Coroutine<Void> two() { return dev.weft.Asyncio.done(); }
            }
            """);
    assertThat(diagnostics).hasSize(1);
    assertThat(diagnostics.get(0).getKind()).isEqualTo(Diagnostic.Kind.WARNING);
    assertThat(diagnostics.get(0).getLineNumber()).isIn(2L, 3L);
    assertThat(diagnostics.get(0).getMessage(null))
        .matches(
            "\\[NotJavac] @Async (one|two)\\(\\) stays unwoven: this compiler is not javac \\(org.*");
  }

  @Test
  void eclipseWithoutAsyncMethodsHearsNothing() throws IOException {
    assertThat(compile("class Shop { dev.weft.Coroutine<Void> one() { return null; } }")).isEmpty();
  }

  /** Facades are plain generated source: any compiler will do. */
  @Test
  void eclipseGeneratesFacades() throws IOException {
    assertThat(
            compile(
                """
                @dev.weft.AsyncFacade
                interface Shop {
                  /** {@link Shop} */ dev.weft.Coroutine<Integer> one() throws java.io.IOException;
                }
                """))
        .isEmpty();
    assertThat(folder.resolve("ShopBlocking.class")).exists();
    assertThat(folder.resolve("ShopFutures.class")).exists();
  }

  @Test
  void eclipseIsToldOfFacadesThatCannotBe() throws IOException {
    assertThat(refused("@dev.weft.AsyncFacade interface Shop {}").get(0).getMessage(null))
        .startsWith("[FacadeWithoutMethods] ");
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(String source) throws IOException {
    return compile(source, true);
  }

  private List<Diagnostic<? extends JavaFileObject>> refused(String source) throws IOException {
    return compile(source, false);
  }

  private List<Diagnostic<? extends JavaFileObject>> compile(String source, boolean isRight)
      throws IOException {
    Path file = Files.writeString(folder.resolve("Shop.java"), source);
    JavaCompiler eclipse = new EclipseCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = eclipse.getStandardFileManager(null, null, null)) {
      JavaCompiler.CompilationTask task =
          eclipse.getTask(
              new StringWriter(),
              files,
              diagnostics,
              options(),
              null,
              files.getJavaFileObjects(file));
      task.setProcessors(List.of(new AsyncProcessor()));
      assertThat(task.call()).isEqualTo(isRight);
    }
    return diagnostics.getDiagnostics();
  }

  private List<String> options() {
    String out = folder.toString();
    return List.of("-17", "-d", out, "-s", out, "-cp", RealJavac.runtimePath());
  }
}
