package dev.weft.cli;

import dev.weft.processor.problem.Problem;
import dev.weft.weaver.Finding;
import dev.weft.weaver.FindingText;
import dev.weft.weaver.Weaver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Is everything woven? {@code weft verify DIR|JAR...}, for builds that want to be sure. */
final class VerifyCommand implements Command {
  @Override
  public String arguments() {
    return "DIR|JAR...";
  }

  @Override
  public String summary() {
    return "lists what is not woven, and fails if there is anything";
  }

  @Override
  public void run(List<String> arguments, PrintStream out) throws UsageException, CommandException {
    if (arguments.isEmpty()) {
      throw new UsageException("a directory or jar with classes is wanted");
    }
    int unwoven = 0;
    for (String argument : arguments) {
      try (ClassFolder folder = ClassFolder.open(Path.of(argument))) {
        List<Path> files = folder.classFiles();
        if (files.isEmpty()) {
          throw new CommandException(Problem.NOTHING_TO_VERIFY.message(argument));
        }
        for (Path file : files) {
          List<Finding> findings = Weaver.unwoven(Files.readAllBytes(file));
          findings.forEach(finding -> out.println(FindingText.of(finding)));
          unwoven += findings.size();
        }
      } catch (IOException e) {
        throw new CommandException("cannot read " + argument + ": " + e, e);
      }
    }
    if (unwoven > 0) {
      throw new CommandException(
          "not everything is woven: compile with weft-processor on the processor path, or run `weft"
              + " weave`");
    }
  }
}
