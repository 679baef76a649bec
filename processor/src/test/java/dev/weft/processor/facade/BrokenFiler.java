package dev.weft.processor.facade;

import dev.weft.processor.problem.Problems;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Facades without javac's trees and with a filer that fails. */
final class BrokenFiler extends AbstractProcessor {
  private final Exception failure;
  private Facades facades;

  BrokenFiler(Exception failure) {
    this.failure = failure;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(FacadeSymbols.ASYNC_FACADE);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment env) {
    super.init(env);
    ProcessingEnvironment broken =
        proxy(
            ProcessingEnvironment.class,
            (method) -> method.equals("getFiler") ? filer() : null,
            env);
    facades = new Facades(broken, null, new Problems(null, (kind, message) -> {}));
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // As ours does.
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    facades.generate(round);
    return true;
  }

  private Filer filer() {
    return proxy(
        Filer.class,
        method -> {
          throw failure;
        },
        null);
  }

  private interface Answer {
    Object to(String method) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Answer answer, Object otherwise) {
    Object made =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object answered = answer.to(method.getName());
              return answered == null ? method.invoke(otherwise, arguments) : answered;
            });
    return type.cast(made);
  }
}
