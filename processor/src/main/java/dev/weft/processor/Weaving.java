package dev.weft.processor;

import dev.weft.processor.problem.BugReport;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import dev.weft.weaver.Finding;
import dev.weft.weaver.TypeLookup;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Woven;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Has class files woven and passes on what the weaver says: the only door to the weaver. */
final class Weaving {
  private final ClassFiles files;
  private final Function<byte[], Woven> weaver;
  private final Problems problems;
  private final LastLook lastLook;
  private final Refusals refusals;
  private final BugReport bugs;

  Weaving(
      ClassFiles files,
      TypeLookup types,
      WeftOptions options,
      Problems problems,
      LastLook lastLook) {
    this(
        files,
        new Weaver(new WeaverOptions(options.verify(), options.dump(), options.direct()), types)
            ::weave,
        problems,
        lastLook);
  }

  /** For tests: with a weaver that does what no good one would. */
  Weaving(ClassFiles files, Function<byte[], Woven> weaver, Problems problems, LastLook lastLook) {
    this.files = files;
    this.weaver = weaver;
    this.problems = problems;
    this.lastLook = lastLook;
    this.refusals = new Refusals(problems);
    this.bugs = new BugReport(problems);
  }

  /** Weaves the class file of a type that javac has just written; most have nothing to weave. */
  void weave(TypeElement type, @Nullable JavaFileObject source, @Nullable AnalyzedClass analyzed) {
    try {
      weave(files.of(type, source), analyzed);
    } catch (IOException e) {
      problems.report(Problem.CLASS_FILE_INACCESSIBLE, null, type.getQualifiedName(), e);
    }
  }

  /** Weaves a class file. The weaver sees at a glance if there is nothing to do. */
  void weave(ClassFile file, @Nullable AnalyzedClass analyzed) {
    try {
      if (!isRefused(analyzed)) {
        weave(file, file.read(), analyzed);
      }
    } catch (NoSuchFileException notWritten) {
      // javac says that it is done with a class also when an error kept it from writing the file.
    } catch (IOException e) {
      problems.report(Problem.CLASS_FILE_INACCESSIBLE, null, file.binaryName(), e);
    }
  }

  private void weave(ClassFile file, byte[] bytes, @Nullable AnalyzedClass analyzed)
      throws IOException {
    Woven woven;
    try {
      woven = weaver.apply(bytes);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      bugs.report(bug, "class " + file.binaryName(), bytes);
      file.delete();
      return;
    }
    for (Finding finding : woven.findings()) {
      refusals.report(finding, analyzed);
    }
    if (!woven.findings().isEmpty()) {
      // The build fails now, but the next one would find a class file newer than its source.
      file.delete();
    } else if (woven.changed()) {
      file.write(woven.bytes());
      lastLook.expect(file, woven.bytes());
    }
  }

  /** What is left to weave in a class, as words, or nothing. */
  static String unwoven(byte[] bytes) {
    return Weaver.unwoven(bytes).stream()
        .map(finding -> finding.refusal() + " in " + finding.method() + "()")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static boolean isRefused(@Nullable AnalyzedClass analyzed) {
    return analyzed != null && analyzed.isRefused();
  }
}
