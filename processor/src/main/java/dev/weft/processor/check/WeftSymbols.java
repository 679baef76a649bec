package dev.weft.processor.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** Tells Weft's own symbols from their namesakes. All names of the runtime that checks know. */
public final class WeftSymbols {
  /** The annotation that makes a method async. */
  public static final String ASYNC = "dev.weft.Async";

  private static final String ASYNC_FACADE = "dev.weft.AsyncFacade";

  static final String COROUTINE = "dev.weft.Coroutine";
  static final String ASYNC_GENERATOR = "dev.weft.AsyncGenerator";
  static final String ASYNC_ITERABLE = "dev.weft.AsyncIterable";
  static final String ASYNC_CLOSEABLE = "dev.weft.AsyncCloseable";

  /** A started coroutine. */
  public static final String TASK = "dev.weft.Task";

  /** What an {@code @Async} method may return; the weaver knows how to make each. */
  static final Set<String> ASYNC_RESULTS =
      Set.of(
          COROUTINE,
          TASK,
          ASYNC_GENERATOR,
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.CompletableFuture");

  /** Functional interfaces whose lambdas may await. */
  public static final Set<String> ASYNC_FUNCTIONS =
      Set.of(
          "dev.weft.AsyncCallable",
          "dev.weft.AsyncRunnable",
          "dev.weft.AsyncFunction",
          "dev.weft.AsyncConsumer");

  /** The method that suspends, in {@link #ASYNCIO}. */
  static final String AWAIT = "await";

  /** The method that gives an element. */
  static final String EMIT = "emit";

  /** The method that ends a generator. */
  static final String END = "end";

  private static final String ASYNCIO = "dev.weft.Asyncio";

  private WeftSymbols() {}

  /** The class or interface that a method is declared in. */
  public static TypeElement declaring(ExecutableElement method) {
    return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
  }

  /** Whether the symbol is one of {@code Asyncio.await}'s overloads. */
  static boolean isAwait(@Nullable Element element) {
    return isWord(element, AWAIT);
  }

  /** Whether the symbol is the method of {@code Asyncio} with that name. */
  public static boolean isWord(@Nullable Element element, String name) {
    return element != null
        && element.getKind() == ElementKind.METHOD
        && element.getSimpleName().contentEquals(name)
        && isNamed(element.getEnclosingElement(), ASYNCIO);
  }

  /** Whether the symbol is the method that an async function has, and that must not be called. */
  static boolean isAsyncFunctionMethod(@Nullable Element element) {
    return element != null
        && element.getKind() == ElementKind.METHOD
        && element.getEnclosingElement() instanceof TypeElement owner
        && ASYNC_FUNCTIONS.contains(qualifiedName(owner));
  }

  /** Whether the symbol is the {@code close()} that says that closing has to be awaited. */
  static boolean isCloseThatThrows(@Nullable Element element) {
    return element != null
        && element.getSimpleName().contentEquals("close")
        && isNamed(element.getEnclosingElement(), ASYNC_CLOSEABLE);
  }

  /** Whether the type, or one it inherits from, has that name. */
  public static boolean inherits(@Nullable TypeMirror type, String name) {
    if (type instanceof DeclaredType declared) {
      return inherits((TypeElement) declared.asElement(), name);
    } else if (type instanceof TypeVariable variable) {
      return inherits(variable.getUpperBound(), name);
    } else if (type instanceof IntersectionType intersection) {
      return intersection.getBounds().stream().anyMatch(bound -> inherits(bound, name));
    }
    return type instanceof WildcardType wildcard && inherits(wildcard.getExtendsBound(), name);
  }

  private static boolean inherits(TypeElement type, String name) {
    String qualified = qualifiedName(type);
    if (qualified.equals(name)) {
      return true;
    } else if (qualified.startsWith("java.")) {
      return false;
    }
    for (TypeMirror each : type.getInterfaces()) {
      if (inherits(each, name)) {
        return true;
      }
    }
    return inherits(type.getSuperclass(), name);
  }

  /** A method, constructor or initializer, for messages. */
  static String describe(@Nullable Element owner) {
    if (owner == null) {
      return "an initializer";
    }
    return switch (owner.getKind()) {
      case METHOD -> SourceText.of((ExecutableElement) owner);
      case CONSTRUCTOR -> "a constructor of " + nameOf(owner.getEnclosingElement());
      case FIELD -> "the initial value of field " + owner.getSimpleName();
      default -> "an initializer";
    };
  }

  private static CharSequence nameOf(@Nullable Element element) {
    return element == null ? "a class" : element.getSimpleName();
  }

  /** Whether the method carries our {@code @Async}. */
  public static boolean isAsync(Element method) {
    for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
      if (isNamed(annotation.getAnnotationType().asElement(), ASYNC)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the symbol is our annotation {@code @AsyncFacade}. */
  static boolean isAsyncFacade(@Nullable Element annotation) {
    return isNamed(annotation, ASYNC_FACADE);
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
  public static boolean isOneOf(TypeMirror type, Set<String> names) {
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

  /** The types of the annotations that the element carries. */
  static List<TypeElement> annotations(Element element) {
    return element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .map(type -> (TypeElement) type.asElement())
        .toList();
  }
}
