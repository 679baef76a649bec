package dev.weft.processor;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Weft's way into javac. It generates nothing in its rounds: it uses its start to listen to the
 * compilation, and weaves the class files that javac writes later.
 */
@AutoService(Processor.class)
public final class AsyncProcessor extends AbstractProcessor {
  /** Whether a compiler that is not javac has been told so; once is enough. */
  private boolean hasWarned;

  private final Claim claim = new Claim();

  /** For {@code ServiceLoader}. */
  public AsyncProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(WeftSymbols.ASYNC);
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
    if (found.isPresent()) {
      JavacTask task = found.get();
      Problems problems = new Problems(Trees.instance(task), env.getMessager()::printMessage);
      WeftOptions options = WeftOptions.of(env.getOptions(), problems);
      task.addTaskListener(GenerateListener.of(task, env, options, problems));
      Presence.announce(task);
      hasWarned = true;
    }
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // Claim says when, and why.
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      round.getElementsAnnotatedWith(annotation).stream().findFirst().ifPresent(this::warnOnce);
    }
    return claim.isSafe(round);
  }

  private void warnOnce(Element method) {
    if (!hasWarned) {
      hasWarned = true;
      Problem problem = Problem.NOT_JAVAC;
      String compiler = processingEnv.getClass().getName();
      processingEnv
          .getMessager()
          .printMessage(
              problem.kind(), problem.message(method.getSimpleName() + "()", compiler), method);
    }
  }
}
