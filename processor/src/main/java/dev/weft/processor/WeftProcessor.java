package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.facade.FacadeSymbols;
import dev.weft.processor.facade.Facades;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What Weft does as an annotation processor. In its rounds it generates facades, where asked to.
 * Its main work comes later: it uses its start to listen to the compilation, and weaves the class
 * files that javac writes.
 */
final class WeftProcessor extends AbstractProcessor {
  /** Whether a compiler that is not javac has been told so; once is enough. */
  private boolean hasWarned;

  /** Null until javac has called {@link #init}. */
  private @Nullable Problems problems;

  /** Null outside javac. */
  private @Nullable Trees trees;

  /** Null until the first facade is asked for: most builds need none of these classes. */
  private @Nullable Facades facades;

  /** For {@link AsyncProcessor}, which may be of another class loader. */
  WeftProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(WeftSymbols.ASYNC, FacadeSymbols.ASYNC_FACADE);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return WeftOptions.claimed(isInitialized() ? processingEnv.getOptions() : Map.of());
  }

  @Override
  public synchronized void init(ProcessingEnvironment env) {
    super.init(env);
    Optional<JavacTask> found = JavacTasks.of(env);
    trees = found.isPresent() ? Trees.instance(found.get()) : null;
    problems = new Problems(trees, env.getMessager()::printMessage);
    if (found.isPresent()) {
      JavacTask task = found.get();
      WeftOptions options = WeftOptions.of(env.getOptions(), problems);
      task.addTaskListener(GenerateListener.of(task, env, options, problems));
      Presence.announce(task);
      hasWarned = true;
    }
  }

  /** Leaves it to {@link AsyncProcessor} to claim annotations. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      if (annotation.getQualifiedName().contentEquals(FacadeSymbols.ASYNC_FACADE)) {
        createFacades();
      } else if (!hasWarned) {
        round.getElementsAnnotatedWith(annotation).stream().findFirst().ifPresent(this::warnOnce);
      }
    }
    if (facades != null) {
      facades.generate(round);
    }
    return false;
  }

  private void createFacades() {
    if (facades == null && problems != null) {
      facades = new Facades(processingEnv, trees, problems);
    }
  }

  private void warnOnce(Element method) {
    if (!hasWarned && problems != null) {
      hasWarned = true;
      problems.report(
          Problem.NOT_JAVAC,
          processingEnv.getMessager(),
          method,
          null,
          null,
          method.getSimpleName() + "()",
          processingEnv.getClass().getName());
    }
  }
}
