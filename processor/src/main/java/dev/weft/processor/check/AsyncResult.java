package dev.weft.processor.check;

import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Which types an {@code @Async} method may return, and which it should instead of another. */
final class AsyncResult {
  /**
   * Handles on a result that nobody can await; what they hold is what the coroutine should give.
   */
  private static final Set<String> HANDLES =
      Set.of(
          "dev.weft.Future",
          "dev.weft.Awaitable",
          "java.util.concurrent.Future",
          "java.util.concurrent.Callable",
          "java.util.function.Supplier");

  private final Types types;

  AsyncResult(Types types) {
    this.types = types;
  }

  static boolean isOne(TypeMirror type) {
    return WeftSymbols.isOneOf(type, WeftSymbols.ASYNC_RESULTS);
  }

  /** The coroutine type with the same result: {@code Coroutine<Integer>} for {@code int}. */
  String insteadOf(TypeMirror type) {
    return "Coroutine<" + result(type) + ">";
  }

  private String result(TypeMirror type) {
    if (type.getKind() == TypeKind.VOID) {
      return "Void";
    }
    if (type instanceof PrimitiveType primitive) {
      return SourceText.of(types.boxedClass(primitive).asType());
    }
    if (WeftSymbols.isOneOf(type, HANDLES)) {
      var arguments = ((DeclaredType) type).getTypeArguments();
      return arguments.size() == 1 ? SourceText.of(arguments.get(0)) : "?";
    }
    return SourceText.of(type);
  }
}
