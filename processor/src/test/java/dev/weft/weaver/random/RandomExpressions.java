package dev.weft.weaver.random;

import java.util.List;
import java.util.Random;

/** Writes random expressions of a wanted type, with awaits anywhere in them. */
final class RandomExpressions {
  static final String[] TYPES = {
    "int", "long", "double", "float", "boolean", "char", "byte", "short", "String", "Object",
    "int[]", "long[]", "Integer"
  };

  private final Random random;
  private final RandomCalls calls;
  private final boolean patterns;

  /** No awaits at all for the time being. */
  private boolean calm;

  private int places;
  private int names;

  RandomExpressions(Random random, RandomCalls calls, boolean patterns) {
    this.random = random;
    this.calls = calls;
    this.patterns = patterns;
  }

  void calm(boolean calm) {
    this.calm = calm;
  }

  boolean isCalm() {
    return calm;
  }

  int place() {
    return ++places;
  }

  String name(String prefix) {
    return prefix + ++names;
  }

  String type() {
    return TYPES[random.nextInt(TYPES.length)];
  }

  /** An expression of {@code type}; {@code depth} bounds its size. */
  String of(String type, Scope scope, int depth) {
    if (depth <= 0 || random.nextInt(6) == 0) {
      return leaf(type, scope);
    }
    Scope.Variable assigned = scope.pick(random, type, true);
    String written =
        switch (random.nextInt(11)) {
          case 0 -> await(type, scope, depth - 1);
          case 1, 2 -> awaitCall(type, scope, depth - 1);
          case 3 ->
              cast(type)
                  + bool(scope, depth - 1)
                  + " ? "
                  + of(type, scope, depth - 1)
                  + " : "
                  + of(type, scope, depth - 1)
                  + "))";
          case 4 -> switchExpression(type, scope, depth - 1);
          case 5 ->
              assigned == null
                  ? ""
                  : "(" + assigned.name() + " = " + of(type, scope, depth - 1) + ")";
          case 6 ->
              type.equals("Object") || type.equals("boolean")
                  ? ""
                  : "World.<"
                      + boxed(type)
                      + ">at("
                      + place()
                      + ", "
                      + of(type, scope, depth - 1)
                      + ")";
          default -> "";
        };
    return written.isEmpty() ? special(type, scope, depth) : written;
  }

  /** Something awaited whose value is not used. */
  String awaited(String type, Scope scope) {
    if (calm) {
      return "log(" + of(type, scope, 1) + ")";
    }
    Callee callee = random.nextInt(3) > 0 ? calls.pick(null, false) : null;
    return callee == null || calls.isGuarded(callee)
        ? "Asyncio.await(World." + "<String>soon(" + place() + ", " + of(type, scope, 1) + "))"
        : "Asyncio.await(" + calls.call(callee, this, scope, 1) + ")";
  }

  // Type arguments are written out because javac's inference takes exponential time for calls
  // nested this deep.
  private String await(String type, Scope scope, int depth) {
    String value = of(type, scope, depth);
    if (calm) {
      return "World.<" + boxed(type) + ">at(" + place() + ", " + value + ")";
    }
    String of = "<" + boxed(type) + ">";
    String soon = of + "soon(" + place() + ", " + value + ")";
    return switch (random.nextInt(8)) {
      case 0 -> "Asyncio." + of + "await(World." + of + "stage(" + place() + ", " + value + "))";
      case 1 ->
          "Asyncio."
              + of
              + "await(World."
              + of
              + "fails("
              + place()
              + ", "
              + value
              + ", "
              + exception(scope, depth - 1)
              + "))";
      case 2 ->
          "Asyncio."
              + of
              + "await(Asyncio.<World.Later"
              + of
              + ">await(World.<World.Later"
              + of
              + ">soon("
              + place()
              + ", World."
              + soon
              + ")))";
      default -> "Asyncio." + of + "await(World." + soon + ")";
    };
  }

  /** Awaits another method of the program. */
  private String awaitCall(String type, Scope scope, int depth) {
    Callee callee = calls.pick(boxed(type), false);
    boolean isOther = callee == null;
    if (isOther) {
      callee = calls.pick(null, false);
    }
    if (callee == null || calm) {
      return await(type, scope, depth);
    }
    String of = "<" + callee.result() + ">";
    String made = calls.call(callee, this, scope, depth);
    if (callee.kind() == Callee.Kind.COROUTINE) {
      made = made(callee, made, scope, depth);
    }
    String awaited = "Asyncio." + of + "await(" + made + ")";
    if (isOther) {
      String guard = calls.isGuarded(callee) ? "!room() ? (Object) 0 : (Object) " : "(Object) ";
      return "World.<"
          + boxed(type)
          + ">second("
          + guard
          + awaited
          + ", "
          + of(type, scope, depth - 1)
          + ")";
    }
    return calls.isGuarded(callee)
        ? cast(type) + "room() ? " + awaited + " : " + leaf(type, scope) + "))"
        : awaited;
  }

  /** Most calls are awaited where they are made, some go another way first. */
  private String made(Callee callee, String call, Scope scope, int depth) {
    String of = "<" + callee.result() + ">";
    return switch (random.nextInt(12)) {
      case 0 -> "World." + of + "same(" + place() + ", " + call + ")";
      case 1 -> "Asyncio." + of + "createTask(" + call + ")";
      case 2 -> {
        Callee other = calls.pick(callee.result(), true);
        yield calls.isGuarded(other)
            ? "((@C@" + of + ") " + call + ")"
            : "((@C@"
                + of
                + ") ("
                + bool(scope, depth - 1)
                + " ? "
                + call
                + " : "
                + calls.call(other, this, scope, depth - 1)
                + "))";
      }
      default -> call;
    };
  }

  private static String cast(String type) {
    return "((" + type + ") (";
  }

  static String boxed(String type) {
    return switch (type) {
      case "int" -> "Integer";
      case "char" -> "Character";
      case "long", "double", "float", "boolean", "byte", "short" ->
          Character.toUpperCase(type.charAt(0)) + type.substring(1);
      default -> type;
    };
  }

  /** The type of expressions for what {@link #boxed} names; an Integer is one of its own. */
  static String unboxed(String type) {
    return switch (type) {
      case "Long", "Double", "Boolean" -> type.toLowerCase(java.util.Locale.ROOT);
      default -> type;
    };
  }

  String exception(Scope scope, int depth) {
    String type = random.nextBoolean() ? "Red" : random.nextBoolean() ? "DarkRed" : "Blue";
    return "new " + type + "(" + of("String", scope, depth) + ")";
  }

  private String switchExpression(String type, Scope scope, int depth) {
    Scope inner = scope.innerClosed();
    StringBuilder text = new StringBuilder(cast(type)).append("switch (");
    int sort = random.nextInt(patterns ? 5 : 4);
    switch (sort) {
      case 0 -> text.append(of("int", scope, depth - 1)).append(" & 3) { case 0, 2 -> ");
      case 1 ->
          text.append("String.valueOf((Object) ")
              .append(of("String", scope, depth - 1))
              .append(")) { case \"a\" -> ");
      case 2 ->
          text.append("Color.of(").append(of("int", scope, depth - 1)).append(")) { case RED -> ");
      case 3 -> text.append(of("int", scope, depth - 1)).append(") { case 1 -> ");
      default -> {
        String name = name("p");
        Scope bound = inner.inner();
        bound.add("int", name, false);
        Scope guard = new Scope(null, List.of()); // What a guard reads must never be assigned.
        guard.add("int", name, false);
        guard.add("guard", "", false);
        text.append("(Object) ")
            .append(of("Object", scope, depth - 1))
            .append(") { case Integer " + name)
            .append(" when World.<Boolean>at(" + place() + ", " + bool(guard, depth - 1) + ")")
            .append(" -> ")
            .append(of(type, bound, depth - 1))
            .append("; ");
        String number = name("p");
        String content = name("p");
        Scope deconstructed = inner.inner();
        deconstructed.add("int", number, true);
        deconstructed.add("Object", content, true);
        text.append("case Box(int " + number + ", Object " + content + ") -> ")
            .append(of(type, deconstructed, depth - 1))
            .append("; case null -> ");
      }
    }
    text.append(of(type, inner, depth - 1)).append("; default -> ");
    text.append(
        switch (random.nextInt(8)) {
          case 0 ->
              "{ try { "
                  + yielded(type, inner, depth - 1)
                  + " } catch (Red "
                  + name("q")
                  + ") { "
                  + yielded(type, inner, depth - 2)
                  + " } finally { log("
                  + of("String", inner, depth - 2)
                  + "); } }";
          case 1 ->
              "{ if ("
                  + bool(inner, depth - 2)
                  + ") { "
                  + yielded(type, inner, depth - 1)
                  + " } "
                  + yielded(type, inner, depth - 2)
                  + " }";
          case 2 -> "throw " + exception(inner, depth - 2) + ";";
          default -> of(type, inner, depth - 1) + ";";
        });
    return text.append(" }))").toString();
  }

  // A yield whose expression begins with a parenthesis is taken for a call.
  private String yielded(String type, Scope scope, int depth) {
    String name = name("y");
    return type + " " + name + " = " + of(type, scope, depth) + "; yield " + name + ";";
  }

  String bool(Scope scope, int depth) {
    return of("boolean", scope, depth);
  }

  private String special(String type, Scope scope, int depth) {
    int less = depth - 1;
    return switch (type) {
      case "int" -> intExpression(scope, depth);
      case "long" ->
          switch (random.nextInt(4)) {
            case 0 -> "(long) (0 + " + of("int", scope, less) + ")";
            case 1 -> element("long[]", scope, less) + " += " + of("int", scope, less) + ")";
            case 2 -> element("long[]", scope, less) + "++)";
            default ->
                "(" + of("long", scope, less) + operator("+-*&|^") + of("long", scope, less) + ")";
          };
      case "double" ->
          "(" + of("double", scope, less) + operator("+-*") + of(number(), scope, less) + ")";
      case "float" -> "(float) (" + of("float", scope, less) + " + " + of("int", scope, less) + ")";
      case "boolean" -> boolExpression(scope, depth);
      case "char" -> "(char) ('a' + (" + of("int", scope, less) + " & 15))";
      case "byte" -> "(byte) (0 + " + of("int", scope, less) + ")";
      case "short" -> "(short) (0 + " + of("int", scope, less) + ")";
      case "String" -> stringExpression(scope, depth);
      case "int[]" ->
          random.nextBoolean()
              ? "new int[] {" + of("int", scope, less) + ", " + of("int", scope, less) + "}"
              : "new int[2 + (" + of("int", scope, less) + " & 1)]";
      case "long[]" ->
          "new long[] {" + of("long", scope, less) + ", " + of("int", scope, less) + "}";
      case "Integer" -> "(Integer) (" + of("int", scope, less) + ")";
      default -> objectExpression(scope, depth);
    };
  }

  private String number() {
    return new String[] {"int", "long", "float", "double"}[random.nextInt(4)];
  }

  private String element(String arrayType, Scope scope, int depth) {
    return "(" + array(arrayType, scope, depth) + "[" + of("int", scope, depth) + " & 1]";
  }

  private String array(String arrayType, Scope scope, int depth) {
    Scope.Variable array = scope.pick(random, arrayType, false);
    return array != null ? array.name() : "(" + special(arrayType, scope, depth) + ")";
  }

  private String intExpression(Scope scope, int depth) {
    int less = depth - 1;
    Scope.Variable variable = scope.pick(random, "int", true);
    return switch (random.nextInt(12)) {
      case 0 -> element("int[]", scope, less) + " += " + of("int", scope, less) + ")";
      case 1 -> element("int[]", scope, less) + " = " + of("int", scope, less) + ")";
      case 2 -> element("int[]", scope, less) + "++)";
      case 3 -> variable == null ? "7" : "(" + variable.name() + "++)";
      case 4 ->
          variable == null ? "9" : "(" + variable.name() + " += " + of("int", scope, less) + ")";
      case 5 ->
          "new Box(" + of("int", scope, less) + ", " + of("Object", scope, less) + ").number()";
      case 6 -> "(int) (0 + " + of(number(), scope, less) + ")";
      case 7 -> "(" + of("int", scope, less) + " / (" + of("int", scope, less) + " & 3))";
      case 8 -> "String.valueOf((Object) " + of("String", scope, less) + ").length()";
      case 9 ->
          "("
              + calls.field()
              + " "
              + (scope.pick(random, "guard", false) == null ? "+= " : "+ ")
              + of("int", scope, less)
              + ")";
      case 10 -> "-" + leaf("int", scope);
      default -> "(" + of("int", scope, less) + operator("+-*&|^") + of("int", scope, less) + ")";
    };
  }

  private String boolExpression(Scope scope, int depth) {
    int less = depth - 1;
    String name = name("p");
    return switch (random.nextInt(8)) {
      case 0 -> "(" + bool(scope, less) + " && " + bool(scope, less) + ")";
      case 1 -> "(" + bool(scope, less) + " || " + bool(scope, less) + ")";
      case 2 -> "!" + bool(scope, less);
      case 3 ->
          "((Object) "
              + of("Object", scope, less)
              + " instanceof String "
              + name
              + " && "
              + name
              + ".length() > "
              + of("int", scope, less)
              + ")";
      case 4 -> "(" + of("long", scope, less) + " < " + of("int", scope, less) + ")";
      case 5 -> "(" + of("double", scope, less) + " > " + of("float", scope, less) + ")";
      case 6 -> "((Object) " + of("Object", scope, less) + " == " + of("String", scope, less) + ")";
      default -> "(" + of("int", scope, less) + " <= " + of("int", scope, less) + ")";
    };
  }

  private String stringExpression(Scope scope, int depth) {
    int less = depth - 1;
    Scope.Variable variable = scope.pick(random, "String", true);
    return switch (random.nextInt(8)) {
      case 0 ->
          "("
              + of("String", scope, less)
              + " + "
              + shown(scope, less)
              + " + "
              + of("String", scope, less)
              + ")";
      case 1 ->
          variable == null ? "\"v\"" : "(" + variable.name() + " += " + shown(scope, less) + ")";
      case 2 ->
          "join("
              + of("int", scope, less)
              + ", "
              + of("long", scope, less)
              + ", "
              + of("Object", scope, less)
              + ", "
              + of("double", scope, less)
              + ", "
              + of("String", scope, less)
              + ")";
      case 3 ->
          "new StringBuilder().append((int) ("
              + of("int", scope, less)
              + ")).append((char) "
              + of("char", scope, less)
              + ").toString()";
      case 4 -> "new String(\"n\" + " + shown(scope, less) + ")";
      case 5 ->
          "String.format(\"%s-%s\", "
              + of("Object", scope, less)
              + ", "
              + of("Integer", scope, less)
              + ")";
      case 6 -> "((java.util.function.Supplier<String>) () -> \"l\" + " + lambda(scope) + ").get()";
      default -> "String.valueOf((Object) " + of("Object", scope, less) + ")";
    };
  }

  /** What can stand in a concatenation and always prints the same. */
  private String shown(Scope scope, int depth) {
    String type = type();
    return type.endsWith("]") ? "1" : of(type, scope, depth);
  }

  private String lambda(Scope scope) {
    Scope.Variable fixed = scope.pick(random, "final", false);
    return fixed == null ? "0" : fixed.name();
  }

  private String objectExpression(Scope scope, int depth) {
    int less = depth - 1;
    return switch (random.nextInt(5)) {
      case 0, 1 -> "new Box(" + of("int", scope, less) + ", " + of("Object", scope, less) + ")";
      case 2 -> "(Object) " + of("String", scope, less);
      case 3 -> "(Object) (Integer) (" + of("int", scope, less) + ")";
      default ->
          "new Object[] {"
              + of("Object", scope, less)
              + ", "
              + of("String", scope, less)
              + "}["
              + of("int", scope, less)
              + " & 1]";
    };
  }

  private String leaf(String type, Scope scope) {
    Scope.Variable variable = scope.pick(random, type, false);
    if (variable != null && random.nextInt(4) != 0) {
      return variable.name();
    }
    int number = random.nextInt(17) - 2;
    return switch (type) {
      case "int" -> number < 0 ? "(" + number + ")" : String.valueOf(number);
      case "long" -> Math.abs(number) + "L";
      case "double" -> Math.abs(number) + ".5";
      case "float" -> Math.abs(number) + ".25f";
      case "boolean" -> "bit(" + random.nextInt(65536) + ", " + calls.field() + ")";
      case "char" -> "'" + (char) ('b' + Math.abs(number)) + "'";
      case "byte" -> "(byte) " + Math.abs(number);
      case "short" -> "(short) " + Math.abs(number);
      case "String" -> number == 0 ? "(String) null" : "\"" + (char) ('a' + number + 2) + "\"";
      case "int[]" -> "new int[2]";
      case "long[]" -> "new long[2]";
      case "Integer" -> "(Integer) " + Math.abs(number);
      default -> number == 1 ? "(Object) null" : "(Object) \"o" + number + "\"";
    };
  }

  private String operator(String among) {
    return " " + among.charAt(random.nextInt(among.length())) + " ";
  }
}
