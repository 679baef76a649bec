package dev.weft.processor;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.Checks;
import dev.weft.processor.check.Mentions;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;

/**
 * Watches a compilation for {@code @Async} methods that nobody is going to weave.
 *
 * <p>Whatever goes wrong in here is kept quiet: the guard may be unneeded, a broken build never is.
 */
final class Guard implements TaskListener {
  /** A system property that the agent sets: it weaves every class that this JVM loads. */
  static final String AGENT = "dev.weft.agent";

  /** Every class that JShell makes of a snippet is in this package. */
  private static final String JSHELL = "REPL.";

  private final JavacTask task;

  /** Whether the user said that somebody weaves after javac; after the first report also true. */
  private boolean isWovenLater;

  private boolean isRegistered;

  /**
   * Whether the processor has been seen to take part. Kept, because a system property may be gone
   * at the next event: Maven's Surefire puts all of them back when it ends, in whatever module.
   */
  private boolean isProcessorPresent;

  Guard(JavacTask task, boolean isWovenLater) {
    this.task = task;
    this.isWovenLater = isWovenLater;
  }

  /** Makes the task known before any processor starts. Not in {@code init}: too early for javac. */
  @Override
  public void started(TaskEvent event) {
    try {
      if (!isRegistered) {
        isRegistered = true;
        OpenTasks.add(task.getElements(), task);
      }
      if (event.getKind() == TaskEvent.Kind.COMPILATION) {
        Presence.promiseEnd(task);
      }
      lookForProcessor();
    } catch (RuntimeException | LinkageError ignored) {
      // The processor has other ways to find the task.
    }
  }

  @Override
  public void finished(TaskEvent event) {
    try {
      lookForProcessor();
      if (event.getKind() == TaskEvent.Kind.ANALYZE && !isProcessorPresent) {
        analyzed(event);
      } else if (event.getKind() == TaskEvent.Kind.COMPILATION) {
        OpenTasks.remove(task.getElements());
        Presence.withdraw(task);
      }
    } catch (RuntimeException | LinkageError ignored) {
      // See above: quiet.
    }
  }

  private void lookForProcessor() {
    isProcessorPresent = isProcessorPresent || Presence.isAnnounced(task);
  }

  private void analyzed(TaskEvent event) {
    Trees trees = Trees.instance(task);
    TreePath type = AnalyzedClass.path(event, trees);
    if (type == null || event.getTypeElement().getQualifiedName().toString().startsWith(JSHELL)) {
      return;
    }
    Mentions mentions = Mentions.in(type, trees, task.getElements());
    Problems problems = new Problems(trees, (kind, message) -> {});
    if (isWovenLater || mentions.asyncMethods().isEmpty()) {
      new Checks(trees, task.getElements(), task.getTypes(), problems).check(mentions);
    } else {
      // One mistake in the build, one error: not one for every method.
      isWovenLater = true;
      TreePath method = mentions.asyncMethods().get(0);
      problems.report(Problem.NOT_WOVEN, method, ((MethodTree) method.getLeaf()).getName() + "()");
    }
  }
}
