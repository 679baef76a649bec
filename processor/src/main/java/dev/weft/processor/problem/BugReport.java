package dev.weft.processor.problem;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Turns an exception of ours into an error message that leads to its being fixed. */
public final class BugReport {
  private final Problems problems;

  /** For one compilation. */
  public BugReport(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reports what must not have happened.
   *
   * @param subject what Weft was looking at
   * @param classFile the bytes that it was looking at, to be kept for the report, or null
   */
  public void report(Throwable bug, String subject, byte @Nullable [] classFile) {
    problems.report(Problem.BUG_IN_WEFT, null, bug, subject, kept(bug, classFile));
  }

  /** Reports it at a declaration, or at an annotation on it. */
  public void report(
      Throwable bug,
      String subject,
      Messager messager,
      Element element,
      @Nullable AnnotationMirror annotation) {
    problems.report(
        Problem.BUG_IN_WEFT, messager, element, annotation, null, bug, subject, kept(bug, null));
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
