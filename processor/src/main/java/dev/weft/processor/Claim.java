package dev.weft.processor;

import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.facade.FacadeSymbols;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Whether the processor claims {@code @Async} and {@code @AsyncFacade}.
 *
 * <p>It should: an annotation that no processor claims is a warning, and an error for users of
 * {@code -Xlint:all -Werror}. But javac asks no further processors once every annotation in the
 * sources is claimed. In sources that use no other annotation than ours, Lombok behind us on the
 * path would not see its {@code val}, which is none. So there, and only there, we do not claim.
 */
final class Claim {
  private static final Set<String> OURS = Set.of(WeftSymbols.ASYNC, FacadeSymbols.ASYNC_FACADE);

  private static final String LOMBOK = "lombok/launch/AnnotationProcessorHider.class";

  private final boolean isLombokNear;

  /** For a processor that was found on the path which this class loader reads. */
  Claim(ClassLoader path) {
    isLombokNear = path.getResource(LOMBOK) != null;
  }

  boolean isSafe(RoundEnvironment round) {
    return !isLombokNear || round.getRootElements().stream().anyMatch(Claim::hasOtherAnnotation);
  }

  private static boolean hasOtherAnnotation(Element element) {
    return element.getAnnotationMirrors().stream()
            .anyMatch(mirror -> !isOurs(mirror.getAnnotationType().asElement()))
        || element.getEnclosedElements().stream().anyMatch(Claim::hasOtherAnnotation)
        || (element instanceof ExecutableElement method
            && method.getParameters().stream().anyMatch(Claim::hasOtherAnnotation));
  }

  private static boolean isOurs(Element annotation) {
    return annotation.getKind() == ElementKind.ANNOTATION_TYPE
        && OURS.contains(((TypeElement) annotation).getQualifiedName().toString());
  }
}
