package dev.weft.processor.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Tells Weft's own symbols from their namesakes. All names of the runtime that checks know. */
public final class WeftSymbols {
  /** The annotation that makes a method async. */
  public static final String ASYNC = "dev.weft.Async";

  static final String COROUTINE = "dev.weft.Coroutine";
  static final String TASK = "dev.weft.Task";

  /** What an {@code @Async} method may return; the weaver knows how to make each. */
  static final Set<String> ASYNC_RESULTS =
      Set.of(
          COROUTINE,
          TASK,
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.CompletableFuture");

  /** Functional interfaces whose lambdas will be allowed to await. */
  static final Set<String> ASYNC_FUNCTIONS =
      Set.of(
          "dev.weft.AsyncCallable",
          "dev.weft.AsyncRunnable",
          "dev.weft.AsyncFunction",
          "dev.weft.AsyncConsumer");

  /** The method that suspends, in {@link #ASYNCIO}. */
  static final String AWAIT = "await";

  private static final String ASYNCIO = "dev.weft.Asyncio";

  private WeftSymbols() {}

  /** Whether the symbol is one of {@code Asyncio.await}'s overloads. */
  static boolean isAwait(@Nullable Element element) {
    return element != null
        && element.getKind() == ElementKind.METHOD
        && element.getSimpleName().contentEquals(AWAIT)
        && isNamed(element.getEnclosingElement(), ASYNCIO);
  }

  /** Whether the method carries our {@code @Async}. */
  static boolean isAsync(Element method) {
    return annotations(method).stream().anyMatch(type -> isNamed(type, ASYNC));
  }

  /** Another library's annotation of that name ({@code @Async}, {@code @Async.Execute}), if any. */
  static Optional<String> foreignAsync(Element method) {
    return annotations(method).stream()
        .filter(type -> isCalledAsync(type) || isCalledAsync(type.getEnclosingElement()))
        .map(type -> type.getQualifiedName().toString())
        .filter(name -> !name.equals(ASYNC))
        .findFirst();
  }

  /** Whether the erased type has one of the names. */
  static boolean isOneOf(TypeMirror type, Set<String> names) {
    return type.getKind() == TypeKind.DECLARED
        && names.contains(qualifiedName(((DeclaredType) type).asElement()));
  }

  private static boolean isNamed(@Nullable Element type, String name) {
    return type instanceof TypeElement named && named.getQualifiedName().contentEquals(name);
  }

  private static String qualifiedName(Element type) {
    return ((TypeElement) type).getQualifiedName().toString();
  }

  private static boolean isCalledAsync(@Nullable Element element) {
    return element instanceof TypeElement && element.getSimpleName().contentEquals("Async");
  }

  private static List<TypeElement> annotations(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .map(type -> (TypeElement) type.asElement())
        .toList();
  }
}
