package dev.weft.weaver.random;

import dev.weft.weaver.random.Callee.Kind;
import java.util.regex.Pattern;

/** How each world writes what it writes in its own way. */
enum Dialect {
  /** Woven. */
  ASYNC,
  /** Without any suspension: calls make things that run when they are asked for their value. */
  PLAIN;

  private static final Pattern TAIL = Pattern.compile("@TAIL<(.*?)>@");
  private static final Pattern FOR = Pattern.compile("@FOR (.*: (g\\d+)\\) \\{)");
  private static final Pattern METHOD =
      Pattern.compile("@METHOD (.*?)@(.*?)@(.*?)@(.*?)@(.*?)@(.*?)@(.*?)@@ENDHEAD@");

  /** The class file names begin with this. */
  String prefix() {
    return this == ASYNC ? "Async" : "Plain";
  }

  /** An async method, in no dialect yet. */
  static String method(
      String owner,
      Kind kind,
      String modifiers,
      String result,
      String name,
      String parameters,
      String names,
      String body) {
    return "  @METHOD "
        + String.join(
            "@", owner, kind.name(), modifiers, result, name, parameters, names, "@ENDHEAD@\n")
        + body.replace("@DONE<", "@" + kind + "<")
        + "  }\n";
  }

  /** A source file. */
  String file(String name, String members) {
    String world = "dev.weft.weaver.random." + prefix() + "World";
    return "package random;\nimport static "
        + world
        + ".*;\nimport "
        + world
        + ".World;\nimport "
        + (this == ASYNC ? "dev.weft" : world)
        + ".Asyncio;\nimport dev.weft.weaver.random.Trace.*;\npublic class "
        + name
        + " {\n"
        + (this == ASYNC ? async(members) : plain(members))
        + "}\n";
  }

  private static String async(String members) {
    String text =
        METHOD
            .matcher(members)
            .replaceAll(
                found -> {
                  Kind kind = Kind.valueOf(found.group(2));
                  return "@dev.weft.Async "
                      + found.group(3)
                      + kind.type
                      + "<"
                      + found.group(4)
                      + "> "
                      + found.group(5)
                      + "("
                      + found.group(6)
                      + ") {";
                });
    for (Kind kind : Kind.values()) {
      text = text.replaceAll("@" + kind + "(<.*?>)@", kind.doneIn + ".$1" + kind.done);
    }
    return TAIL.matcher(text)
        .replaceAll("")
        .replace("@C@", "dev.weft.Coroutine")
        .replace("@G@", "dev.weft.AsyncGenerator")
        .replace("@HALL@", "Support.Hall")
        .replace("@FOR ", "")
        .replace("@ENDFOR@", "");
  }

  /** A loop over an async iterable closes it; that has to be said here. */
  private static String plain(String members) {
    String text =
        METHOD
            .matcher(members)
            .replaceAll(
                found -> {
                  String modifiers = found.group(3);
                  String code = found.group(5) + "In" + found.group(1);
                  return modifiers
                      + "World.Later<"
                      + found.group(4)
                      + "> "
                      + found.group(5)
                      + "("
                      + found.group(6)
                      + ") { return () -> "
                      + code
                      + "("
                      + found.group(7)
                      + "); }\n  private "
                      + (modifiers.contains("static") ? "static " : "")
                      + found.group(4)
                      + " "
                      + code
                      + "("
                      + found.group(6)
                      + ") {";
                });
    for (Kind kind : Kind.values()) {
      text = text.replaceAll("@" + kind + "(<.*?>)@", "Asyncio.$1done");
    }
    text = FOR.matcher(text).replaceAll("try (var closing$2 = $2) { $1").replace("@ENDFOR@", "}");
    return TAIL.matcher(text)
        .replaceAll("Asyncio.<$1>await")
        .replace("@C@", "World.Later")
        .replace("@G@", "dev.weft.weaver.random.PlainGenerator")
        .replace("@HALL@", "World.Hall");
  }
}
