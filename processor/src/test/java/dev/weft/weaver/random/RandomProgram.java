package dev.weft.weaver.random;

import dev.weft.weaver.random.Callee.Kind;
import dev.weft.weaver.random.Callee.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a random program: a class with a method to begin with and async methods that it calls, at
 * times with a subclass that overrides some of these and an interface that has others.
 *
 * <p>The text has marks for what the two worlds write differently; {@link Dialect} replaces them.
 */
final class RandomProgram {
  /** Results that callees have; what is asked for often stands here often. */
  private static final String[] RESULTS = {
    "Integer", "Integer", "Integer", "Integer", "Long", "Double", "String", "Object", "Object",
    "Boolean", "int[]"
  };

  private static final List<Place> PLACES = List.of(Place.values());
  private static final List<Kind> OTHER_KINDS = List.of(Kind.TASK, Kind.STAGE, Kind.FUTURE);

  private final Random random;
  private final List<Callee> callees = new ArrayList<>();
  private final RandomCalls calls;
  private final RandomExpressions expressions;

  /** Most are small, or compiling them would take all the time. */
  private final boolean large;

  private final boolean isStatic;

  private RandomProgram(long seed, boolean patterns) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    large = Math.floorMod(seed, 32) == 0;
    isStatic = seed % 2 == 0;
    calls = new RandomCalls(random, callees);
    expressions = new RandomExpressions(random, calls, patterns);
  }

  /** The members of the class around all for {@code seed}. */
  static String of(long seed, boolean patterns) {
    RandomProgram program = new RandomProgram(seed, patterns);
    program.decideCallees();
    return program.members();
  }

  private void decideCallees() {
    int count = large ? random.nextInt(6) : (1 + random.nextInt(8)) / 3;
    boolean bridged = false;
    for (int level = 0; level < count; level++) {
      // Those of classes twice as often: there are more ways to call them.
      Place place = PLACES.get(random.nextInt(2 * PLACES.size() - 3) % PLACES.size());
      if (place == Place.BRIDGED && bridged) {
        place = Place.OVERRIDDEN;
      }
      bridged |= place == Place.BRIDGED;
      Kind kind =
          random.nextInt(5) > 0 || place == Place.BRIDGED
              ? Kind.COROUTINE
              : OTHER_KINDS.get(random.nextInt(OTHER_KINDS.size()));
      callees.add(
          place == Place.BRIDGED
              ? new Callee(level, "h" + level, kind, place, "String", List.of("String", "int"))
              : new Callee(level, "h" + level, kind, place, result(), parameters()));
    }
  }

  private String result() {
    return RESULTS[random.nextInt(RESULTS.length)];
  }

  private List<String> parameters() {
    List<String> types = new ArrayList<>();
    int count = random.nextInt(8) == 0 ? 5 + random.nextInt(8) : random.nextInt(4);
    for (int i = 0; i < count; i++) {
      types.add(random.nextInt(3) == 0 ? random.nextBoolean() ? "long" : "double" : type());
    }
    return types;
  }

  private String type() {
    return expressions.type();
  }

  private String members() {
    StringBuilder inClass = new StringBuilder();
    StringBuilder inSubclass = new StringBuilder();
    StringBuilder inInterface = new StringBuilder();
    Callee bridged = null;
    for (Callee callee : callees) {
      (callee.place().isInInterface() ? inInterface : inClass).append(method(callee, false));
      if (callee.place() == Place.OVERRIDDEN) {
        inSubclass.append(method(callee, true));
      } else if (callee.place() == Place.BRIDGED) {
        bridged = callee;
      }
    }
    inClass.append(first());
    boolean hasInterface = inInterface.length() > 0;
    boolean hasSubclass = inSubclass.length() > 0;
    StringBuilder text = new StringBuilder();
    if (bridged != null) {
      text.append("abstract static class B<X> {\n  abstract @C@<X> ");
      text.append(bridged.name()).append("(X p0, int p1);\n}\n");
    }
    if (hasInterface) {
      text.append("interface I {\n").append(inInterface).append("}\n");
    }
    text.append("static class P");
    text.append(bridged == null ? "" : " extends B<String>");
    text.append(hasInterface ? " implements I {\n" : " {\n");
    text.append("  static final Object LOCK = new Object();\n  static int FIELD;\n  int own;\n");
    text.append("  static P peer(int place) {\n    log(\"peer \" + place);\n");
    text.append("    return place % 11 == 3 ? null : ");
    text.append(hasSubclass ? "place % 2 == 0 ? new S() : new P();\n  }\n" : "new P();\n  }\n");
    text.append(inClass).append("}\n");
    text.append(hasSubclass ? "static class S extends P {\n" + inSubclass + "}\n" : "");
    return text.toString();
  }

  private String first() {
    calls.enter(null, isStatic, false);
    Scope scope = new Scope(null, List.of());
    scope.add("int", "a", true);
    scope.add("long", "b", true);
    scope.add("String", "c", true);
    scope.add("Object", "d", true);
    scope.add("double", "e", true);
    int budget = large ? 5 + random.nextInt(12) : random.nextInt(3);
    String body =
        RandomMethod.body(
            random,
            expressions,
            calls,
            scope,
            "Object",
            budget,
            large ? 4 : 2 + random.nextInt(4) / 3);
    return Dialect.method(
        "P",
        Kind.COROUTINE,
        "public " + (isStatic ? "static " : ""),
        "Object",
        "method",
        "int a, long b, String c, Object d, double e",
        "a, b, c, d, e",
        "    FIELD = a;\n" + (isStatic ? "" : "    this.own = a;\n") + body);
  }

  private String method(Callee callee, boolean overriding) {
    calls.enter(callee, callee.place().isStatic(), overriding);
    Scope scope = new Scope(null, List.of());
    for (int i = 0; i < callee.parameters().size(); i++) {
      scope.add(callee.parameters().get(i), "arg" + i, true);
    }
    expressions.calm(random.nextInt(5) == 0);
    int budget = random.nextInt(large ? 4 : 8) / (large ? 1 : 5);
    String body =
        RandomMethod.body(
            random,
            expressions,
            calls,
            scope,
            callee.result(),
            budget,
            large ? 3 : 1 + random.nextInt(2));
    expressions.calm(false);
    return Dialect.method(
        overriding ? "S" : callee.place().isInInterface() ? "I" : "P",
        callee.kind(),
        callee.place().modifiers,
        callee.result(),
        callee.name(),
        callee.declaration(),
        callee.names(),
        "    step();\n    log(\"" + callee.name() + "\");\n" + body);
  }
}
