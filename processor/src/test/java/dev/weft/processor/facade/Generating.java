package dev.weft.processor.facade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** Another processor, which generates one class in the first round. */
final class Generating extends AbstractProcessor {
  private final JavaFileObject source;
  private boolean isDone;

  Generating(JavaFileObject source) {
    this.source = source;
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
    if (!isDone) {
      isDone = true;
      String name =
          source.getName().replaceFirst("^/", "").replaceFirst("\\.java$", "").replace('/', '.');
      try (Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
        out.append(source.getCharContent(false));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return false;
  }
}
