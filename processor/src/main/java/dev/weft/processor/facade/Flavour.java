package dev.weft.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/** The kinds of facade, and all that they differ in. */
enum Flavour {
  /** Each method runs to its end. */
  BLOCKING(
      "Blocking",
      FacadeSymbols.BLOCKING_CALLS,
      "Blocking calls of the async methods of {@link $T}: each runs to its end, on a loop of its"
          + "\nown, or on that of a runner.") {
    @Override
    TypeName returned(TypeName result) {
      if (isVoid(result)) {
        return TypeName.VOID;
      }
      return result.isBoxedPrimitive() && !mayBeNull(result)
          ? result.withoutAnnotations().unbox()
          : result;
    }

    @Override
    boolean isThrowing() {
      return true;
    }

    @Override
    DocComment doc(FacadeMethod method) {
      return isVoid(method.result()) ? method.doc().without("return") : method.doc();
    }
  },

  /** Each method returns a future. */
  FUTURES(
      "Futures",
      FacadeSymbols.FUTURE_CALLS,
      "The async methods of {@link $T} for other threads: each runs on a loop, soon, and gives a"
          + "\nfuture. Cancelling the future cancels what runs.") {
    @Override
    TypeName returned(TypeName result) {
      return ParameterizedTypeName.get(
          ClassName.get("java.util.concurrent", "CompletableFuture"), result);
    }

    @Override
    boolean isThrowing() {
      return false;
    }

    @Override
    DocComment doc(FacadeMethod method) {
      return method.doc().failingInstead();
    }
  };

  private final String suffix;

  @SuppressWarnings("ImmutableEnumChecker") // JavaPoet does not say so, but a name never changes.
  private final ClassName calls;

  private final String purpose;

  Flavour(String suffix, ClassName calls, String purpose) {
    this.suffix = suffix;
    this.calls = calls;
    this.purpose = purpose;
  }

  /** What a method of this facade returns if the async one comes to {@code result}. */
  abstract TypeName returned(TypeName result);

  /** Whether failures come out of the methods themselves, so that these must declare them. */
  abstract boolean isThrowing();

  /** What a method says of itself. */
  abstract DocComment doc(FacadeMethod method);

  String nameFor(Facade facade) {
    return facade.baseName() + suffix;
  }

  /** The class of the runtime that does the work. */
  ClassName calls() {
    return calls;
  }

  /** The first sentence of the facade's Javadoc, with a gap for the type. */
  String purpose() {
    return purpose;
  }

  private static boolean isVoid(TypeName result) {
    return result.withoutAnnotations().equals(ClassName.get(Void.class));
  }

  private static boolean mayBeNull(TypeName result) {
    return result.annotations().stream()
        .map(annotation -> annotation.type().toString())
        .anyMatch(name -> name.endsWith("Nullable"));
  }
}
