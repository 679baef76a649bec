package dev.weft.processor;

import dev.weft.processor.problem.BugReport;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import dev.weft.weaver.Finding;
import dev.weft.weaver.Woven;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does with a class file what the weaver has said of it, and passes on the messages. */
final class Settling {
  private final Problems problems;
  private final LastLook lastLook;
  private final Refusals refusals;
  private final BugReport bugs;
  private final Consumer<Runnable> reports;

  /**
   * @param reports runs what reports a problem, now or later
   */
  Settling(Problems problems, LastLook lastLook, Consumer<Runnable> reports) {
    this.problems = problems;
    this.lastLook = lastLook;
    this.refusals = new Refusals(problems);
    this.bugs = new BugReport(problems);
    this.reports = reports;
  }

  /** Settles a class that was woven. */
  void settle(ClassFile file, Woven woven, @Nullable AnalyzedClass analyzed) throws IOException {
    if (!woven.findings().isEmpty()) {
      reports.accept(() -> report(woven.findings(), analyzed));
      // The build fails now, but the next one would find a class file newer than its source.
      file.delete();
    } else if (woven.changed()) {
      write(file, woven.bytes());
      lastLook.expect(file);
    }
  }

  /** Settles a class of which nothing came but an exception, which is a bug in Weft. */
  void settle(ClassFile file, byte[] bytes, Throwable bug) throws IOException {
    reports.accept(() -> bugs.report(bug, "class " + file.binaryName(), bytes));
    file.delete();
  }

  /** A file that is written in part must not stay: it is no class, and newer than its source. */
  private static void write(ClassFile file, byte[] bytes) throws IOException {
    try {
      file.write(bytes);
    } catch (IOException e) {
      try {
        file.delete();
      } catch (IOException second) {
        // The first is the one to tell.
      }
      throw e;
    }
  }

  private void report(List<Finding> findings, @Nullable AnalyzedClass analyzed) {
    for (Finding finding : findings) {
      refusals.report(finding, analyzed);
    }
  }

  /** The class file cannot be read or written. */
  void inaccessible(Object binaryName, IOException e) {
    reports.accept(() -> problems.report(Problem.CLASS_FILE_INACCESSIBLE, null, binaryName, e));
  }
}
