package dev.weft.cli;

import java.io.PrintStream;
import java.util.List;

/** Asks the loops of another process what they do: {@code weft ps PID} and its like. */
final class LookCommand implements Command {
  private final String operation;
  private final String summary;

  /**
   * A command.
   *
   * @param operation of the monitor in the other process
   * @param summary what it does
   */
  LookCommand(String operation, String summary) {
    this.operation = operation;
    this.summary = summary;
  }

  @Override
  public String arguments() {
    return "PID";
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public void run(List<String> arguments, PrintStream out) throws UsageException, CommandException {
    if (arguments.size() != 1) {
      throw new UsageException("the number of a process is wanted, not " + arguments);
    }
    try (RemoteLoops loops = RemoteLoops.of(arguments.get(0))) {
      String told = loops.ask(operation);
      out.println(told.isBlank() ? "no loop" : told.stripTrailing());
    }
  }
}
