package dev.weft.weaver.random;

import java.util.List;

/**
 * An async method of a generated program that its other methods call.
 *
 * @param level a method calls those of a higher level as it likes, others only while there is room
 * @param result what awaiting it gives, boxed
 */
record Callee(
    int level, String name, Kind kind, Place place, String result, List<String> parameters) {

  /** What the method returns, and with what its body ends. */
  enum Kind {
    COROUTINE("dev.weft.Coroutine", "dev.weft.Asyncio", "done"),
    TASK("dev.weft.Task", "dev.weft.Task", "done"),
    STAGE(
        "java.util.concurrent.CompletionStage",
        "java.util.concurrent.CompletableFuture",
        "completedFuture"),
    FUTURE(
        "java.util.concurrent.CompletableFuture",
        "java.util.concurrent.CompletableFuture",
        "completedFuture");

    final String type;

    /** The class whose {@link #done} wraps the result at the end. */
    final String doneIn;

    final String done;

    Kind(String type, String doneIn, String done) {
      this.type = type;
      this.doneIn = doneIn;
      this.done = done;
    }
  }

  /** Where the method stands, which decides how the JVM calls it. */
  enum Place {
    STATIC("static "),
    PRIVATE_STATIC("private static "),
    PRIVATE("private "),
    FINAL("protected final "),
    /** Can be overridden, but is not. */
    OPEN("public "),
    /** A subclass overrides it. */
    OVERRIDDEN(""),
    /** Implements a generic method, so javac writes a bridge to it. */
    BRIDGED("public "),
    INTERFACE("default "),
    INTERFACE_STATIC("static "),
    INTERFACE_PRIVATE("private ");

    final String modifiers;

    Place(String modifiers) {
      this.modifiers = modifiers;
    }

    boolean isStatic() {
      return this == STATIC || this == PRIVATE_STATIC || this == INTERFACE_STATIC;
    }

    boolean isInInterface() {
      return this == INTERFACE || this == INTERFACE_STATIC || this == INTERFACE_PRIVATE;
    }
  }

  /** The parameters with names, as they are declared. */
  String declaration() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(parameters.get(i)).append(" arg").append(i);
    }
    return text.toString();
  }

  /** The names of the parameters, as a call that hands them on writes them. */
  String names() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i == 0 ? "arg" : ", arg").append(i);
    }
    return text.toString();
  }
}
