package dev.weft.weaver;

/** Why a class or method is not woven; the words for the user are in the processor's messages. */
public enum Refusal {
  /** An await, or a returned coroutine that must be awaited there, while a monitor is held. */
  AWAIT_IN_SYNCHRONIZED,
  /** A {@code synchronized} method with {@code @Async}. */
  ASYNC_SYNCHRONIZED,
  /** An await in a plain method. */
  AWAIT_OUTSIDE_ASYNC,
  /** An await in the body of a lambda expression. */
  AWAIT_IN_LAMBDA,
  /** An await in a constructor, or in an instance initializer, which javac puts there. */
  AWAIT_IN_CONSTRUCTOR,
  /** An await in a static initializer. */
  AWAIT_IN_STATIC_INITIALIZER,
  /** {@code Asyncio::await}. */
  AWAIT_METHOD_REFERENCE,
  /** An emit in a method or lambda that gives no generator. */
  EMIT_OUTSIDE_GENERATOR,
  /** A generator that returns something else than {@code end()}. */
  RETURN_IN_GENERATOR,
  /** {@code @Async} on a method without code. */
  ASYNC_WITHOUT_BODY,
  /** {@code @Async} on a method whose return type (first argument) is no kind of coroutine. */
  ASYNC_RETURN_TYPE,
  /** The woven body would have more bytes (first argument) than the JVM takes (second argument). */
  METHOD_TOO_LARGE,
  /** The woven class would have more constants (first argument) than the JVM takes. */
  CLASS_TOO_LARGE,
  /** The class file's major version (first argument) is older than Java 8's 52. */
  UNSUPPORTED_CLASS_VERSION,
  /** Bytecode that no Java compiler writes; the first argument says what. */
  UNSUPPORTED_BYTECODE,
  /** Only from {@link Weaver#unwoven}: an {@code @Async} method that nobody has woven. */
  NOT_WOVEN
}
