package dev.weft.processor.facade;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.weft.processor.AsyncProcessor;
import dev.weft.processor.problem.Evidence;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facades in the company of other rounds, compilations, processors and mistakes. */
class FacadesTest {
  private static final JavaFileObject SHOP =
      source(
          "shop.Shop", "@dev.weft.AsyncFacade interface Shop { dev.weft.Coroutine<Sku> all(); }");
  private static final JavaFileObject SKU = source("shop.Sku", "class Sku {}");

  @Test
  void typeThatAnotherProcessorGeneratesIsWaitedFor() {
    Compilation compilation =
        javac().withProcessors(new Generating(SKU), new AsyncProcessor()).compile(SHOP);
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(text(compilation, "shop.ShopBlocking")).contains("public Sku all() {");
  }

  @Test
  void typeThatNobodyGeneratesIsReportedOnceByJavac() {
    Compilation compilation = javac().withProcessors(new AsyncProcessor()).compile(SHOP);
    assertThat(messages(compilation)).hasSize(1);
    assertThat(messages(compilation).get(0)).contains("Sku").doesNotContain("[");
  }

  /** Maven keeps the class files of the last build on the class path. */
  @Test
  void facadeOfTheLastCompilationIsNoOtherType(@TempDir Path last) throws IOException {
    Compilation first = javac().withProcessors(new AsyncProcessor()).compile(SHOP, SKU);
    List<File> path = onClassPath(first, last);
    assertThat(last.resolve("shop/ShopBlocking.class")).exists();
    Compilation second =
        javac().withProcessors(new AsyncProcessor()).withClasspath(path).compile(SHOP, SKU);
    assertThat(second.diagnostics()).isEmpty();
    assertThat(second.generatedSourceFile("shop.ShopBlocking")).isPresent();
  }

  /** javac does not miss it, as nobody calls the method; there was no facade, and no word. */
  @Test
  void typeThatOnlyAnInheritedMethodMissesIsReported(@TempDir Path library) throws IOException {
    Compilation first =
        javac()
            .withProcessors(new AsyncProcessor())
            .compile(
                source("shop.Base", "interface Base { dev.weft.Coroutine<String> of(Sku sku); }"),
                SKU);
    List<File> path = onClassPath(first, library);
    Files.delete(library.resolve("shop/Sku.class"));
    Compilation second =
        javac()
            .withProcessors(new AsyncProcessor())
            .withClasspath(path)
            .compile(source("shop.Shop", "@dev.weft.AsyncFacade interface Shop extends Base {}"));
    assertThat(messages(second)).hasSize(1);
    assertThat(messages(second).get(0))
        .startsWith(
            "ERROR 2 [FacadeImpossible] there cannot be a facade of Shop: of() of Base mentions"
                + " shop.Sku, which cannot be found. Put it on the class path.");
  }

  /** Writes the classes of a compilation to a folder, and gives a class path that begins there. */
  private static List<File> onClassPath(Compilation compilation, Path folder) throws IOException {
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        Path target = folder.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
        Files.createDirectories(target.getParent());
        Files.write(target, file.openInputStream().readAllBytes());
      }
    }
    List<File> path = new ArrayList<>(List.of(folder.toFile()));
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(new File(each));
    }
    return path;
  }

  @Test
  void twoRunsWriteTheSame() {
    Compilation first = javac().withProcessors(new AsyncProcessor()).compile(SHOP, SKU);
    Compilation second = javac().withProcessors(new AsyncProcessor()).compile(SKU, SHOP);
    assertThat(text(second, "shop.ShopBlocking")).isEqualTo(text(first, "shop.ShopBlocking"));
    assertThat(text(second, "shop.ShopFutures")).isEqualTo(text(first, "shop.ShopFutures"));
  }

  @Test
  void bothFalseIsBlamedOnTheValue() {
    String line = "@dev.weft.AsyncFacade(blocking = false, future = false) interface Shop {}";
    Compilation compilation =
        javac().withProcessors(new AsyncProcessor()).compile(source("shop.Shop", line));
    Diagnostic<?> error = compilation.errors().get(0);
    assertThat(error.getColumnNumber()).isEqualTo(line.indexOf("false") + 1);
  }

  @Test
  void generatorIsLeftOutWithANote() {
    JavaFileObject shop =
        source(
            "shop.Shop",
            """
            @dev.weft.AsyncFacade interface Shop {
              dev.weft.Coroutine<String> name();
              dev.weft.AsyncGenerator<String> names();
              @SuppressWarnings("weft:FacadeSkips")
              dev.weft.AsyncGenerator<String> more();
            }
            """);
    Compilation compilation = javac().withProcessors(new AsyncProcessor()).compile(shop);
    assertThat(messages(compilation)).hasSize(1);
    assertThat(messages(compilation).get(0))
        .startsWith("NOTE 4 [FacadeSkips] the facades of Shop have no names():");
    assertThat(text(compilation, "shop.ShopFutures")).contains("name()").doesNotContain("names()");
  }

  @Test
  void facadeThatCannotBeWrittenIsReported() {
    Compilation compilation =
        javac().withProcessors(new BrokenFiler(new IOException("read-only"))).compile(SHOP, SKU);
    assertThat(messages(compilation).get(0))
        .startsWith("ERROR 2 [FacadeNotWritten] the facade shop.ShopBlocking cannot be written");
  }

  /** It ended javac with a stack trace. */
  @Test
  void exceptionOfOursIsABugInWeftAtTheAnnotation() throws IOException {
    Compilation compilation =
        javac()
            .withProcessors(new BrokenFiler(new IllegalStateException("no name")))
            .compile(SHOP, SKU);
    assertThat(messages(compilation)).hasSize(1);
    assertThat(messages(compilation).get(0))
        .startsWith(
            "ERROR 2 [BugInWeft] this is a bug in Weft, not in your code:"
                + " java.lang.IllegalStateException: no name while looking at the facades of"
                + " shop.Shop. Please report it, with the files in ");
    assertThat(Evidence.taken(messages(compilation).get(0))).containsOnlyKeys("stack-trace.txt");
  }

  /** As with Error Prone: javac goes on after errors, and calls by none what has no name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface { dev.weft.Coroutine<String> name(); }",
        "interface Shop { dev.weft.Task<Void> all(); }"
            + " class { @dev.weft.AsyncFacade interface In { dev.weft.Task<In> in(); } }",
        "interface Shop { dev.weft.Coroutine<String> name(String); }",
        "interface Shop { <T extends int> dev.weft.Coroutine<T> name(); }",
        "class Shop<T extends Object & long> { dev.weft.Coroutine<T> name() { return null; } }"
      })
  void malformedTypeIsReportedByJavacAlone(String declaration) {
    Compilation compilation =
        javac()
            .withProcessors(new AsyncProcessor())
            .withOptions("--should-stop=ifError=FLOW")
            .compile(source("shop.Shop", "@dev.weft.AsyncFacade " + declaration));
    assertThat(messages(compilation)).isNotEmpty().noneMatch(message -> message.contains("["));
  }

  /** Compact since JDK 25; before, javac refuses it. */
  @Test
  void missingTypeInACompactSourceFileIsReportedByJavacAlone() {
    Compilation compilation =
        javac()
            .withProcessors(new AsyncProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "Shop",
                    """
                    @dev.weft.AsyncFacade interface Till { dev.weft.Coroutine<Sku> all(); }
                    void main() {}
                    """));
    assertThat(messages(compilation)).isNotEmpty().noneMatch(message -> message.contains("["));
  }

  @Test
  void unnamedPackageWillDo() {
    JavaFileObject shop =
        JavaFileObjects.forSourceString(
            "Shop", "@dev.weft.AsyncFacade interface Shop { dev.weft.Coroutine<String> name(); }");
    Compilation compilation = javac().withProcessors(new AsyncProcessor()).compile(shop);
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.generatedSourceFile("ShopBlocking")).isPresent();
  }

  /** Names that the generated file would like to import mean something else there. */
  @Test
  void namesakesAreToldApart() {
    JavaFileObject shop =
        source(
            "shop.Shop",
            "@dev.weft.AsyncFacade public class Shop<Runner> {",
            "  public dev.weft.Coroutine<Objects> a(EventLoop loop, Runner target) { return null; }",
            "  public dev.weft.Coroutine<CompletableFuture> b(int calls) { return null; }",
            "}",
            "class Objects {} class EventLoop {} class CompletableFuture {}",
            "class BlockingCalls {} class String {}");
    Compilation compilation =
        javac()
            .withProcessors(new AsyncProcessor())
            .withOptions("-Xlint:all,-processing,-auxiliaryclass", "-Werror")
            .compile(shop);
    assertThat(compilation.diagnostics()).isEmpty();
  }

  private static List<String> messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(
            message ->
                message.getKind() + " " + message.getLineNumber() + " " + message.getMessage(null))
        .toList();
  }

  private static String text(Compilation compilation, String name) {
    try {
      return compilation.generatedSourceFile(name).orElseThrow().getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(String name, String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    String packageName = name.substring(0, name.lastIndexOf('.'));
    all.add(0, "package " + packageName + ";");
    return JavaFileObjects.forSourceLines(name, all);
  }
}
