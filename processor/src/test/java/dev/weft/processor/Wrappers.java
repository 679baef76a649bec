package dev.weft.processor;

import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Processing environments of the shapes that build tools put around javac's. */
final class Wrappers {
  private Wrappers() {}

  /** Gradle's {@code IncrementalProcessingEnvironment}. */
  static final class GradleLike extends Wrapper {
    private final ProcessingEnvironment delegate;

    GradleLike(ProcessingEnvironment delegate) {
      this.delegate = delegate;
    }

    @Override
    ProcessingEnvironment inner() {
      return delegate;
    }
  }

  /** kapt's. */
  static final class KaptLike extends Wrapper {
    private final ProcessingEnvironment processingEnv;

    KaptLike(ProcessingEnvironment processingEnv) {
      this.processingEnv = processingEnv;
    }

    @Override
    ProcessingEnvironment inner() {
      return processingEnv;
    }
  }

  private abstract static class Wrapper implements ProcessingEnvironment {
    abstract ProcessingEnvironment inner();

    @Override
    public Map<String, String> getOptions() {
      return inner().getOptions();
    }

    @Override
    public Messager getMessager() {
      return inner().getMessager();
    }

    @Override
    public Filer getFiler() {
      throw new UnsupportedOperationException("a Filer that keeps a record, not for class files");
    }

    @Override
    public Elements getElementUtils() {
      return inner().getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return inner().getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return inner().getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return inner().getLocale();
    }
  }
}
