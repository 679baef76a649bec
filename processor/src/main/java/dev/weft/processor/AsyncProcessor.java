package dev.weft.processor;

import com.google.auto.service.AutoService;
import dev.weft.processor.resident.Residence;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Weft's way into javac: what build tools name and javac starts. What it does is {@link
 * WeftProcessor}'s, of the classes that {@link Residence} has chosen.
 */
@AutoService(Processor.class)
public final class AsyncProcessor extends AbstractProcessor {
  private final Processor weft =
      Residence.make(Processor.class, "dev.weft.processor.WeftProcessor");

  /** Here, because only javac's class loader knows who else is on the path. */
  private final Claim claim = new Claim(AsyncProcessor.class.getClassLoader());

  /** For {@code ServiceLoader}. */
  public AsyncProcessor() {}

  @Override
  public Set<String> getSupportedOptions() {
    return weft.getSupportedOptions();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return weft.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return weft.getSupportedSourceVersion();
  }

  @Override
  public synchronized void init(ProcessingEnvironment env) {
    super.init(env);
    weft.init(env);
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // Claim says when, and why.
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    weft.process(annotations, round);
    return claim.isSafe(round);
  }
}
