package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.JavacTask;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.junit.jupiter.api.Test;

/** The task is found in javac's own environment and in those that tools put around it. */
class JavacTasksTest {
  @Test
  void javacsOwn() {
    assertThat(found(env -> env)).isPresent();
  }

  /** Gradle's {@code IncrementalProcessingEnvironment} has this field. */
  @Test
  void delegateOfGradle() {
    assertThat(found(Wrappers.GradleLike::new)).isPresent();
  }

  /** kapt's, inside a wrapper of somebody else. */
  @Test
  void wrapperInAWrapper() {
    assertThat(found(env -> new Wrappers.GradleLike(new Wrappers.KaptLike(env)))).isPresent();
  }

  /** IntelliJ hands out a proxy and keeps what is inside in a class of its own. */
  @Test
  void proxyOfIntellij() throws Exception {
    assertThat(found(org.jetbrains.jps.javac.APIWrappers::wrap)).isPresent();
  }

  /**
   * Whatever the wrapper is, the plugin has seen the same {@code Elements}. It needs no help here:
   * it is on the class path of this test, where javac finds it.
   */
  @Test
  void strangeWrapperByThePlugin() {
    assertThat(found(env -> proxy(env, env.getElementUtils()))).isPresent();
  }

  @Test
  void strangeWrapperAroundEverythingIsNotJavac() {
    assertThat(found(env -> proxy(env, null))).isEmpty();
  }

  /** What is found in a compilation whose environment is wrapped like that. */
  private static Optional<JavacTask> found(UnaryOperator<ProcessingEnvironment> wrapper) {
    List<Optional<JavacTask>> results = new ArrayList<>();
    Compilation unused =
        Compiler.javac()
            .withProcessors(new OnInit(env -> results.add(JavacTasks.of(wrapper.apply(env)))))
            .compile(JavaFileObjects.forSourceString("A", "class A {}"));
    return results.get(0);
  }

  static ProcessingEnvironment proxy(ProcessingEnvironment env, Elements elements) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            JavacTasksTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            (self, method, arguments) -> {
              if (method.getReturnType() == Elements.class) {
                return elements;
              }
              try {
                return method.invoke(env, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static final class OnInit extends AbstractProcessor {
    private final Consumer<ProcessingEnvironment> action;

    OnInit(Consumer<ProcessingEnvironment> action) {
      this.action = action;
    }

    @Override
    public synchronized void init(ProcessingEnvironment env) {
      super.init(env);
      action.accept(env);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }
}
