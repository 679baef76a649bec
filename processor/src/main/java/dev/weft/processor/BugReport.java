package dev.weft.processor;

import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns an exception of ours into an error message that leads to its being fixed. */
final class BugReport {
  private final Problems problems;

  BugReport(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reports what must not have happened.
   *
   * @param subject what Weft was looking at
   * @param classFile the bytes that it was looking at, to be kept for the report, or null
   */
  void report(Throwable bug, String subject, byte @Nullable [] classFile) {
    problems.report(Problem.BUG_IN_WEFT, null, bug, subject, kept(bug, classFile));
  }

  /** Where the evidence is, as the end of a sentence. */
  private static String kept(Throwable bug, byte @Nullable [] classFile) {
    try {
      Path folder = Files.createTempDirectory("weft-bug-");
      StringWriter trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace, true));
      Files.writeString(folder.resolve("stack-trace.txt"), trace.toString());
      if (classFile != null) {
        Files.write(folder.resolve("before-weaving.class"), classFile);
      }
      return ", with the files in " + folder;
    } catch (IOException noRoom) {
      return "";
    }
  }
}
