package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.Checks;
import dev.weft.processor.check.Mentions;
import dev.weft.processor.lint.Lints;
import dev.weft.processor.problem.BugReport;
import dev.weft.processor.problem.Problems;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * What Weft does in a compilation, event by event.
 *
 * <p>javac may write class A before it analyses class B, or analyse all first ({@code
 * -XDcompilePolicy=simple}), and no event says which class is the last, so every event is dealt
 * with as it comes. A nested class is generated before the one around it.
 *
 * <p>Every event between two classes is also a chance for {@link Weaving} to go on with what a
 * thread beside javac's has woven, or wants to know.
 */
final class GenerateListener implements TaskListener {
  private final JavacTask task;
  private final Trees trees;
  private final JavacTypes types;
  private final Checks checks;
  private final Lints lints;
  private final Problems problems;
  private final Weaving weaving;
  private final LastLook lastLook;
  private final BugReport bugs;

  private final Unwritten unwritten = new Unwritten();

  /** The top-level classes between their two events. */
  private final Map<TypeElement, AnalyzedClass> analyzed = new HashMap<>();

  private GenerateListener(
      JavacTask task,
      Trees trees,
      JavacTypes types,
      Checks checks,
      Lints lints,
      Problems problems,
      Weaving weaving,
      LastLook lastLook) {
    this.task = task;
    this.trees = trees;
    this.types = types;
    this.checks = checks;
    this.lints = lints;
    this.problems = problems;
    this.weaving = weaving;
    this.lastLook = lastLook;
    this.bugs = new BugReport(problems);
  }

  static GenerateListener of(
      JavacTask task, ProcessingEnvironment env, WeftOptions options, Problems problems) {
    Trees trees = Trees.instance(task);
    JavacTypes types = new JavacTypes(task.getElements(), task.getTypes());
    LastLook lastLook = new LastLook(problems);
    return new GenerateListener(
        task,
        trees,
        types,
        new Checks(trees, task.getElements(), task.getTypes(), problems),
        new Lints(
            trees,
            task.getElements(),
            task.getTypes(),
            problems,
            options.lints(),
            options.blocking()),
        problems,
        Weaving.of(
            new ClassFiles(env),
            types,
            options,
            WeaverThread.ifUseful(
                Presence.isEndPromised(task), Runtime.getRuntime().availableProcessors()),
            problems,
            lastLook),
        lastLook);
  }

  @Override
  public void started(TaskEvent event) {
    try {
      goOn(event);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      report(bug, "before", event);
    }
  }

  /** An exception that left here would end javac with a stack trace, so none does. */
  @Override
  public void finished(TaskEvent event) {
    try {
      goOn(event);
      switch (event.getKind()) {
        case ENTER -> unwritten.enter(event.getCompilationUnit());
        case ANALYZE -> analyze(event);
        case GENERATE -> generate(event);
        case COMPILATION -> end();
        default -> {}
      }
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      report(bug, "after", event);
    }
  }

  private void report(Throwable bug, String when, TaskEvent event) {
    TypeElement type = event.getTypeElement();
    Object subject = type == null ? "the compilation" : type.getQualifiedName();
    bugs.report(bug, subject + " " + when + " " + event.getKind(), null);
  }

  /**
   * Not when javac parses and enters: it may do so when it has found out half of what a type is.
   */
  private void goOn(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.ANALYZE || event.getKind() == TaskEvent.Kind.GENERATE) {
      weaving.goOn();
    }
  }

  private void analyze(TaskEvent event) {
    TreePath type = AnalyzedClass.path(event, trees);
    if (type == null) {
      return;
    }
    Mentions mentions = Mentions.in(type, trees, task.getElements());
    if (!mentions.isEmpty()) {
      int before = problems.errors();
      checks.check(mentions);
      boolean isRefused = problems.errors() > before;
      if (!isRefused) {
        lints.look(type); // Good advice on code that will not do is noise.
        readAnnotations(mentions);
      }
      analyzed.put(event.getTypeElement(), new AnalyzedClass(type, mentions, isRefused, trees));
    }
  }

  /** Here, and not when the weaver asks: that may be early or late, and javac might tell. */
  private void readAnnotations(Mentions mentions) {
    for (TreePath method : mentions.asyncMethods()) {
      Element element = trees.getElement(method);
      if (element != null) {
        types.readAnnotations(element);
      }
    }
  }

  private void generate(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    // javac writes module-info as a class too, but its symbol is no class: it has no package.
    if (type == null || type.getSimpleName().contentEquals("module-info")) {
      return;
    }
    TypeElement topLevel = topLevel(type);
    weaving.weave(type, event.getSourceFile(), analyzed.get(topLevel));
    if (type.equals(topLevel)) {
      analyzed.remove(topLevel);
      // Of package-info a class is made if it has annotations, but none is declared.
      if (!type.getSimpleName().contentEquals("package-info") && unwritten.wasLast()) {
        weaving.settleAll();
      }
    }
  }

  private void end() {
    try {
      weaving.end();
    } finally {
      lastLook.look();
      Presence.withdraw(task);
    }
  }

  private static TypeElement topLevel(TypeElement type) {
    Element top = type;
    while (top.getEnclosingElement() != null
        && top.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
      top = top.getEnclosingElement();
    }
    return top instanceof TypeElement found ? found : type;
  }
}
