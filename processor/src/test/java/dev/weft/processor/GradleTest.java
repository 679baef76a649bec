package dev.weft.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** What Gradle is told of the processor, so that it compiles anew what has changed and no more. */
class GradleTest {
  private static final String DECLARATION = "/META-INF/gradle/incremental.annotation.processors";

  @Test
  void theProcessorIsDeclaredToBeIsolating() throws IOException {
    try (InputStream in = AsyncProcessor.class.getResourceAsStream(DECLARATION)) {
      assertThat(in).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(AsyncProcessor.class.getName() + ",isolating");
    }
  }

  /** That is what isolating means: of each generated file Gradle must know the one source. */
  @Test
  void everyGeneratedFileComesOfOneType() {
    List<String> origins = new ArrayList<>();
    Compilation compilation =
        javac()
            .withProcessors(new Watched(origins))
            .compile(
                JavaFileObjects.forSourceString(
                    "shop.Shop",
                    "package shop; @dev.weft.AsyncFacade interface Shop {"
                        + " dev.weft.Coroutine<Integer> price();"
                        + " @dev.weft.AsyncFacade(future = false) interface Shelf {"
                        + " dev.weft.Coroutine<String> top(); } }"),
                JavaFileObjects.forSourceString("shop.Other", "package shop; class Other {}"));
    assertThat(compilation.errors()).isEmpty();
    assertThat(origins)
        .containsExactlyInAnyOrder(
            "shop.ShopBlocking of [shop.Shop]",
            "shop.ShopFutures of [shop.Shop]",
            "shop.Shop_ShelfBlocking of [shop.Shop.Shelf]");
  }

  /** The processor, with what it asks the filer for written down. */
  private static final class Watched extends AbstractProcessor {
    private final AsyncProcessor watched = new AsyncProcessor();
    private final List<String> origins;

    Watched(List<String> origins) {
      this.origins = origins;
    }

    @Override
    public synchronized void init(ProcessingEnvironment env) {
      Filer filer = watching(Filer.class, env.getFiler());
      watched.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  GradleTest.class.getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (self, method, arguments) ->
                      method.getReturnType() == Filer.class
                          ? filer
                          : method.invoke(env, arguments)));
    }

    private <T> T watching(Class<T> type, T target) {
      return type.cast(
          Proxy.newProxyInstance(
              GradleTest.class.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                if (method.getName().startsWith("create")) {
                  Element[] elements = (Element[]) arguments[arguments.length - 1];
                  origins.add(arguments[0] + " of " + List.of(elements));
                }
                try {
                  return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return watched.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return watched.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      watched.process(annotations, round);
      return false;
    }
  }
}
