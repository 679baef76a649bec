package dev.weft.cli;

import java.io.PrintStream;
import java.util.List;

/** One command of the command line. */
interface Command {
  /** What it takes, for the usage text. */
  String arguments();

  /** What it does, in a line. */
  String summary();

  /**
   * Runs it.
   *
   * @param arguments what stands behind the command's name
   * @param out where the result goes
   * @throws UsageException if the arguments make no sense
   * @throws CommandException if it failed; the message says why and what to do
   */
  void run(List<String> arguments, PrintStream out) throws UsageException, CommandException;
}
