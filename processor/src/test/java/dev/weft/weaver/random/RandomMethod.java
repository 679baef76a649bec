package dev.weft.weaver.random;

import java.util.List;
import java.util.Random;

/** Writes the random body of a method that returns {@code done(object)} or another coroutine. */
final class RandomMethod {
  private final Random random;
  private final RandomExpressions expressions;
  private final RandomCalls calls;
  private final StringBuilder text = new StringBuilder();

  /** How deep expressions are nested at most. */
  private final int depth;

  /** What the method's coroutine gives. */
  private final String result;

  private int budget;

  /** What a {@link Function#GIVER} gives. */
  private Callee given;

  /** What the code being written is the body of. */
  private Function function = Function.METHOD;

  private enum Function {
    METHOD,
    /** For a function that returns plainly. */
    LAMBDA,
    /** For a function that returns a coroutine, and ends like a method. */
    MAKER,
    /** For a function that returns plainly, which gives a coroutine that it does not await. */
    GIVER,
    GENERATOR
  }

  private RandomMethod(
      Random random,
      RandomExpressions expressions,
      RandomCalls calls,
      String result,
      int budget,
      int depth) {
    this.random = random;
    this.expressions = expressions;
    this.calls = calls;
    this.result = result;
    this.budget = budget;
    this.depth = depth;
  }

  /**
   * A body of at most {@code budget} compound statements and with expressions of at most {@code
   * depth} operators in each other, for a method whose coroutine gives {@code result}.
   */
  static String body(
      Random random,
      RandomExpressions expressions,
      RandomCalls calls,
      Scope scope,
      String result,
      int budget,
      int depth) {
    RandomMethod method = new RandomMethod(random, expressions, calls, result, budget, depth);
    method.statements(scope, 4, budget > 4 ? 6 : 2);
    method.line("return " + method.result(scope) + ";");
    return method.text.toString();
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
  }

  private String result(Scope scope) {
    return switch (function) {
      case GENERATOR -> "Asyncio.<String>end()";
      case LAMBDA -> "(Object) " + expressions.of("Object", scope, 2);
      case GIVER -> calls.call(given, expressions, scope, 1);
      case MAKER -> ending("Object", "Asyncio.<Object>done", calls.pick("Object", true), scope);
      case METHOD -> ending(result, "@DONE<" + result + ">@", calls.pickTail(result), scope);
    };
  }

  private String ending(String type, String done, Callee callee, Scope scope) {
    boolean boxes = type.equals("Integer") && random.nextInt(4) > 0; // Such an int is not boxed.
    String written = boxes ? "int" : RandomExpressions.unboxed(type);
    String ended = done + "((" + type + ") (" + expressions.of(written, scope, 2) + "))";
    if (callee == null || calls.isGuarded(callee)) {
      return ended;
    }
    String tail = "@TAIL<" + type + ">@(" + calls.call(callee, expressions, scope, 2) + ")";
    return switch (random.nextInt(boxes ? 12 : 4)) {
      case 0 -> tail;
      case 1 -> expressions.bool(scope, 2) + " ? " + ended + " : " + tail;
      default -> ended;
    };
  }

  private void statements(Scope scope, int depth, int most) {
    int count = 1 + random.nextInt(most);
    for (int n = 0; n < count; n++) {
      statement(scope, depth);
    }
  }

  private void block(Scope scope, int depth) {
    statements(scope.inner(), depth - 1, 3);
  }

  private void statement(Scope scope, int depth) {
    if (--budget < 0 || depth <= 0) {
      simple(scope);
      return;
    }
    // A calm body neither awaits nor has anything in it that does.
    switch (random.nextInt(expressions.isCalm() ? 13 : 23)) {
      case 0, 1 -> declare(scope);
      case 2 -> choose(scope, depth);
      case 3 -> counted(scope, depth);
      case 4 -> conditional(scope, depth);
      case 5 -> forEach(scope, depth);
      case 6, 7, 8 -> tryStatement(scope, depth);
      case 9 -> oldSwitch(scope, depth);
      case 10 -> arrowSwitch(scope, depth);
      case 11 -> jump(scope);
      case 12 -> monitor(scope);
      case 13 -> resources(scope, depth);
      case 14, 15 -> generatorAndLoop(scope, depth);
      case 16 -> asyncResource(scope, depth);
      case 17 -> asyncLambda(scope, depth);
      case 18 -> makingLambda(scope, depth);
      case 19 -> givingLambda(scope, depth);
      case 20, 21 -> madeFirst(scope);
      default -> simple(scope);
    }
  }

  private void simple(Scope scope) {
    if (function == Function.GENERATOR && random.nextBoolean()) {
      line("Asyncio.emit(" + expressions.of("String", scope, 2) + ");");
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> line("log(" + expressions.of("String", scope, 3) + ");");
      case 1 -> line(expressions.awaited("String", scope) + ";");
      case 2 -> jump(scope);
      default -> {
        String type = expressions.type();
        Scope.Variable variable = scope.pick(random, type, true);
        if (variable == null) {
          declare(scope);
        } else {
          line(variable.name() + " = " + expressions.of(type, scope, depth) + ";");
        }
      }
    }
  }

  private void declare(Scope scope) {
    String type = expressions.type();
    String name = expressions.name("v");
    if (random.nextInt(5) == 0) {
      line("final int " + name + " = " + expressions.of("int", scope, 3) + ";");
      scope.add("int", name, false);
      scope.add("final", name, false);
    } else if (random.nextInt(5) == 0) {
      line(type + " " + name + ";");
      line("if (" + expressions.bool(scope, 2) + ") {");
      line(name + " = " + expressions.of(type, scope, 3) + ";");
      line("} else {");
      line(name + " = " + expressions.of(type, scope, 2) + ";");
      line("}");
      scope.add(type, name, true);
    } else {
      line(type + " " + name + " = " + expressions.of(type, scope, depth) + ";");
      scope.add(type, name, true);
    }
  }

  private void choose(Scope scope, int depth) {
    line("if (" + expressions.bool(scope, 3) + ") {");
    block(scope, depth);
    if (random.nextBoolean()) {
      line("} else {");
      block(scope, depth);
    }
    line("}");
  }

  private String label() {
    String label = random.nextInt(3) == 0 ? expressions.name("l") : "";
    if (!label.isEmpty()) {
      line(label + ":");
    }
    return label;
  }

  private void counted(Scope scope, int depth) {
    Scope loop = scope.innerLoop(label());
    String name = expressions.name("i");
    line(
        "for (int "
            + name
            + " = "
            + expressions.of("int", scope, 1)
            + " & 1; "
            + name
            + " < "
            + (2 + random.nextInt(2))
            + "; "
            + name
            + "++) {");
    line("step();");
    loop.add("int", name, false);
    statements(loop, depth - 1, 3);
    line("}");
  }

  private void conditional(Scope scope, int depth) {
    String name = expressions.name("n");
    line("int " + name + " = 0;");
    Scope loop = scope.innerLoop(label());
    boolean atEnd = random.nextBoolean();
    String condition = name + "++ < 2 && " + expressions.bool(scope, 2);
    line(atEnd ? "do {" : "while (" + condition + ") {");
    line("step();");
    statements(loop, depth - 1, 3);
    line(atEnd ? "} while (" + condition + ");" : "}");
  }

  private void forEach(Scope scope, int depth) {
    Scope loop = scope.innerLoop(label());
    String name = expressions.name("x");
    switch (random.nextInt(3)) {
      case 0 -> {
        line("for (int " + name + " : " + expressions.of("int[]", scope, 2) + ") {");
        loop.add("int", name, true);
      }
      case 1 -> {
        line("for (long " + name + " : " + expressions.of("long[]", scope, 2) + ") {");
        loop.add("long", name, true);
      }
      default -> {
        line(
            "for (String "
                + name
                + " : java.util.Arrays.asList("
                + expressions.of("String", scope, 2)
                + ", "
                + expressions.of("String", scope, 2)
                + ")) {");
        loop.add("String", name, true);
      }
    }
    line("step();");
    statements(loop, depth - 1, 3);
    line("}");
  }

  private void tryStatement(Scope scope, int depth) {
    line("try {");
    block(scope, depth);
    int catches = random.nextInt(4);
    if (catches == 1 || catches == 3) {
      caught("DarkRed", scope, depth);
    }
    if (catches >= 1) {
      caught(random.nextBoolean() ? "Red" : "Red | Blue", scope, depth);
    }
    if (catches == 2) {
      caught("RuntimeException", scope, depth);
    }
    if (catches == 0 || random.nextBoolean()) {
      line("} finally {");
      block(scope, depth);
    }
    line("}");
  }

  private void caught(String type, Scope scope, int depth) {
    String name = expressions.name("t");
    line("} catch (" + type + " " + name + ") {");
    switch (random.nextInt(8)) {
      case 0 -> block(scope, depth); // Nobody looks at it.
      case 1 -> {
        line("((Runnable) () -> look(" + name + ")).run();");
        block(scope, depth);
      }
      case 2 -> {
        String kept = expressions.name("k");
        line("Throwable " + kept + " = " + name + ";");
        block(scope, depth);
        line("look(" + kept + ");");
      }
      case 3 -> {
        if (!type.contains("|")) {
          line(name + " = new DarkRed(" + expressions.of("String", scope, 1) + ");");
        }
        line("log(" + name + ");");
        block(scope, depth);
      }
      default -> {
        line("look(" + name + ");");
        block(scope, depth);
        if (random.nextInt(4) == 0) {
          line("if (" + expressions.bool(scope, 1) + ") throw " + name + ";");
        }
        line("log(" + name + ");");
      }
    }
  }

  private void resources(Scope scope, int depth) {
    String one = expressions.name("r");
    String two = expressions.name("r");
    boolean both = random.nextBoolean();
    line(
        "try (Door "
            + one
            + " = new Door("
            + expressions.of("int", scope, 2)
            + ")"
            + (both
                ? "; Door "
                    + two
                    + " = Asyncio.<Door>await(World.<Door>soon("
                    + expressions.place()
                    + ", new Door("
                    + one
                    + ".number() + 1)))"
                : "")
            + ") {");
    block(scope, depth);
    line("log(" + one + ".number());");
    if (random.nextBoolean()) {
      line("} finally {");
      block(scope, depth);
    }
    line("}");
  }

  /** What code in a lambda can see: what is final. */
  private Scope closure(Scope scope) {
    Scope closure = new Scope(null, List.of());
    Scope.Variable variable = scope.pick(random, "final", false);
    if (variable != null) {
      closure.add("int", variable.name(), false);
    }
    return closure;
  }

  private void functionBody(Function kind, Scope scope, int depth) {
    Function outer = function;
    function = kind;
    Scope inside = closure(scope);
    statements(inside, depth - 1, 3);
    line("return " + result(inside) + ";");
    function = outer;
  }

  private void generatorAndLoop(Scope scope, int depth) {
    String generator = expressions.name("g");
    line("@G@<String> " + generator + " = World.<String>generator(() -> {");
    functionBody(Function.GENERATOR, scope, depth);
    line("});");
    String label = random.nextInt(3) == 0 ? expressions.name("l") : "";
    Scope loop = scope.innerLoop(label);
    String name = expressions.name("x");
    line(
        "@FOR "
            + (label.isEmpty() ? "" : label + ": ")
            + "for (String "
            + name
            + " : "
            + generator
            + ") {");
    loop.add("String", name, true);
    line("step();");
    statements(loop, depth - 1, 3);
    line("}@ENDFOR@");
  }

  private void asyncResource(Scope scope, int depth) {
    String hall = expressions.name("h");
    line("try (@HALL@ " + hall + " = new @HALL@(" + expressions.of("int", scope, 2) + ")) {");
    if (random.nextInt(5) > 0) {
      block(scope, depth);
      line("log(" + hall + ".number());");
    }
    if (random.nextBoolean()) {
      line("} catch (Blue " + expressions.name("t") + ") {");
      line("log(\"blue\");");
    }
    line("}");
  }

  private void asyncLambda(Scope scope, int depth) {
    String value = expressions.name("o");
    line("Object " + value + " = Asyncio.<Object>await(Asyncio.<Object>async(() -> {");
    functionBody(Function.LAMBDA, scope, depth);
    line("}));");
    scope.add("Object", value, true);
  }

  private void makingLambda(Scope scope, int depth) {
    String value = expressions.name("o");
    line("Object " + value + " = Asyncio.<Object>await(World.<Object>made(() -> {");
    functionBody(Function.MAKER, scope, depth);
    line("}));");
    scope.add("Object", value, true);
  }

  private void givingLambda(Scope scope, int depth) {
    Callee outer = given;
    given = calls.pick(null, true);
    if (given == null || calls.isGuarded(given)) {
      given = outer;
      asyncLambda(scope, depth);
      return;
    }
    String value = expressions.name("o");
    String type = "<" + given.result() + ">";
    String made = "<@C@" + type + ">";
    line("Object " + value + " = Asyncio." + type + "await(");
    line("Asyncio." + made + "await(Asyncio." + made + "async(() -> {");
    functionBody(Function.GIVER, scope, depth);
    line("})));");
    given = outer;
    scope.add("Object", value, true);
  }

  /** A coroutine that is awaited some statements after the call that made it. */
  private void madeFirst(Scope scope) {
    Callee callee = calls.pick(null, true);
    if (callee == null || calls.isGuarded(callee)) {
      declare(scope);
      return;
    }
    String made = expressions.name("c");
    String type = callee.result();
    line("@C@<" + type + "> " + made + " = " + calls.call(callee, expressions, scope, 2) + ";");
    for (int n = random.nextInt(3); n > 0; n--) {
      simple(scope);
    }
    line("log(Asyncio.<" + type + ">await(" + made + "));");
  }

  private void oldSwitch(Scope scope, int depth) {
    boolean strings = random.nextBoolean();
    line(
        strings
            ? "switch (String.valueOf((Object) " + expressions.of("String", scope, 2) + ")) {"
            : "switch (" + expressions.of("int", scope, 2) + ") {");
    String[] cases =
        strings
            ? new String[] {"\"a\"", "\"Aa\"", "\"BB\""}
            : random.nextBoolean() ? new String[] {"0", "1", "2"} : new String[] {"-5", "1", "900"};
    int otherwise = random.nextInt(4);
    for (int n = 0; n < 3; n++) {
      if (n == otherwise) {
        line("default: {");
        block(scope, depth);
        line("}");
      }
      line("case " + cases[n] + ": {");
      block(scope, depth);
      line("}");
      if (random.nextBoolean()) {
        line("break;");
      }
    }
    line("}");
  }

  private void arrowSwitch(Scope scope, int depth) {
    line("switch (Color.of(" + expressions.of("int", scope, 2) + ")) {");
    line("case RED -> {");
    block(scope, depth);
    line("}");
    line("case GREEN -> log(" + expressions.of("String", scope, 2) + ");");
    if (random.nextBoolean()) {
      line("default -> {");
      block(scope, depth);
      line("}");
    }
    line("}");
  }

  private void jump(Scope scope) {
    List<String> loops = scope.loops();
    String jump;
    int choice = random.nextInt(loops.isEmpty() ? 3 : 6);
    if (choice == 0) {
      jump = "return " + result(scope) + ";";
    } else if (choice <= 2) {
      jump = "throw " + expressions.exception(scope, 2) + ";";
    } else {
      String label = loops.get(random.nextInt(loops.size()));
      boolean innermost = loops.get(loops.size() - 1).isEmpty();
      String named = label.isEmpty() ? "" : " " + label;
      jump =
          (random.nextBoolean() || (!innermost && label.isEmpty()) ? "continue" : "break")
              + named
              + ";";
    }
    line("if (" + expressions.bool(scope, 2) + ") " + jump);
  }

  private void monitor(Scope scope) {
    line("synchronized (P.LOCK) {");
    line("log(\"in\");");
    Scope.Variable variable = scope.pick(random, "int", true);
    if (variable != null) {
      line(variable.name() + " += 3;");
    }
    line("}");
  }
}
