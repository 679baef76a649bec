package dev.weft.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the command that the first argument names, and runs it. */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private static final Map<String, Command> COMMANDS =
      new TreeMap<>(
          Map.of(
              "verify", new VerifyCommand(),
              "weave", new WeaveCommand(),
              "ps", new LookCommand("ps", "lists the tasks of a running program"),
              "pstree", new LookCommand("pstree", "shows which task awaits which, with lines"),
              "json", new LookCommand("json", "tells all that is known of the tasks as JSON"),
              "mermaid", new LookCommand("mermaid", "draws which task awaits which")));

  private Main() {}

  /**
   * Runs a command and ends the process with 0, with 1 if it failed, or with 2 if it was not
   * understood.
   *
   * @param arguments the command and what it takes
   */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /**
   * Runs a command.
   *
   * @param out where the result goes
   * @param err where messages go
   * @param arguments the command and what it takes
   * @return 0, or 1 if it failed, or 2 if it was not understood
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    Command command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (command == null) {
      err.print(usage());
      return WRONG_USAGE;
    }
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    try {
      command.run(rest, out);
      return 0;
    } catch (UsageException wrong) {
      err.println("weft " + arguments[0] + ": " + wrong.getMessage());
      err.print(usage());
      return WRONG_USAGE;
    } catch (CommandException failed) {
      err.println("weft " + arguments[0] + ": " + failed.getMessage());
      return FAILED;
    }
  }

  private static String usage() {
    StringBuilder usage =
        new StringBuilder("usage, where weft stands for java -jar weft-processor.jar:\n");
    COMMANDS.forEach(
        (name, command) ->
            usage
                .append(String.format("  weft %-8s %-21s", name, command.arguments()))
                .append("  ")
                .append(command.summary())
                .append('\n'));
    return usage.toString();
  }
}
