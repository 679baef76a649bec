package dev.weft.weaver.random;

import dev.weft.weaver.random.Callee.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes calls of a program's own async methods, awaited at once or made first. */
final class RandomCalls {
  private final Random random;
  private final List<Callee> callees;

  /** Which method's body is being written: null for the first, which is static or not. */
  private Callee caller;

  private boolean isStatic;

  /** The class that the body stands in overrides methods of another one. */
  private boolean isSubclass;

  RandomCalls(Random random, List<Callee> callees) {
    this.random = random;
    this.callees = callees;
  }

  void enter(Callee caller, boolean isStatic, boolean isSubclass) {
    this.caller = caller;
    this.isStatic = isStatic;
    this.isSubclass = isSubclass;
  }

  /** The field that every program has, from here. */
  String field() {
    return caller != null && caller.place().isInInterface()
        ? "P.FIELD"
        : isStatic ? "FIELD" : "this.own";
  }

  /** One that gives {@code result}, or anything if that is null; or null. Lazy ones can be kept. */
  Callee pick(String result, boolean lazy) {
    List<Callee> found = new ArrayList<>();
    for (Callee callee : callees) {
      if ((result == null || callee.result().equals(result))
          && (!lazy || callee.kind() == Kind.COROUTINE)) {
        found.add(callee);
      }
    }
    return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
  }

  /** One that a method of the caller's kind can return as it is; or null. */
  Callee pickTail(String result) {
    Callee callee = pick(result, false);
    Kind mine = caller == null ? Kind.COROUTINE : caller.kind();
    return callee != null && callee.kind() == mine && !isGuarded(callee) ? callee : null;
  }

  /** Whether calling it needs room, because it may call back. */
  boolean isGuarded(Callee callee) {
    return caller != null && callee.level() <= caller.level() && !isOverriddenHere(callee);
  }

  /** The call itself. */
  String call(Callee callee, RandomExpressions expressions, Scope scope, int depth) {
    String receiver = receiver(callee, expressions);
    List<String> arguments = new ArrayList<>();
    for (String type : callee.parameters()) {
      // Deep expressions in each of many arguments would make programs large.
      int less = callee.parameters().size() > 3 && random.nextInt(4) > 0 ? 0 : depth;
      arguments.add(expressions.of(type, scope, less));
    }
    return receiver + callee.name() + "(" + String.join(", ", arguments) + ")";
  }

  private String receiver(Callee callee, RandomExpressions expressions) {
    boolean inInterface = callee.place().isInInterface();
    if (callee.place().isStatic()) {
      boolean isForeign = isSubclass || isInInterface() != inInterface;
      return isForeign || random.nextInt(3) == 0 ? inInterface ? "I." : "P." : "";
    }
    if (isOverriddenHere(callee)) {
      return "super.";
    }
    boolean isElsewhere = isStatic || (isInInterface() && !inInterface);
    String receiver =
        isElsewhere || random.nextInt(5) == 0 ? "P.peer(" + expressions.place() + ")" : "this";
    String type =
        switch (callee.place()) {
          case INTERFACE_PRIVATE -> "I";
          case INTERFACE -> random.nextBoolean() ? "I" : "";
          case BRIDGED -> random.nextBoolean() ? "B<String>" : "";
          case PRIVATE -> isSubclass ? "P" : "";
          default -> "";
        };
    if (!type.isEmpty()) {
      return "((" + type + ") " + receiver + ").";
    }
    return receiver.equals("this") && random.nextBoolean() ? "" : receiver + ".";
  }

  private boolean isOverriddenHere(Callee callee) {
    return isSubclass && callee.equals(caller);
  }

  private boolean isInInterface() {
    return caller != null && caller.place().isInInterface();
  }
}
