package dev.weft.processor.lint;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import dev.weft.processor.check.SourceText;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Does async code call what blocks the thread, and with it every task of the loop? */
final class BlockingLint {
  /** An address in figures: nobody is asked for it. */
  private static final String ADDRESS = "[\\d.]+|[\\da-fA-F:]*:[\\da-fA-F:.]*";

  private final Code code;
  private final BlockingMethods methods;
  private final AwaitUnderLockLint underLock;
  private final InMemory memory;

  BlockingLint(Code code, BlockingMethods methods, AwaitUnderLockLint underLock) {
    this.code = code;
    this.methods = methods;
    this.underLock = underLock;
    this.memory = new InMemory(code);
  }

  boolean isAbout(ExecutableElement method) {
    return methods.contains(method);
  }

  void check(TreePath call, ExecutableElement method) {
    MethodInvocationTree tree = (MethodInvocationTree) call.getLeaf();
    if (methods.contains(method)
        && !underLock.hasReported(tree)
        && !isHarmless(call, tree, method)) {
      Element owner = WeftSymbols.declaring(method);
      code.report(
          Problem.BLOCKING_IN_ASYNC,
          Code.nameOf(call),
          owner.getSimpleName() + "." + method.getSimpleName() + "()",
          wayOut(call, method));
    }
  }

  private boolean isHarmless(TreePath call, MethodInvocationTree tree, ExecutableElement method) {
    ExpressionTree receiver = Code.receiver(call);
    return (receiver != null && memory.is(Code.at(Code.nameOf(call), receiver)))
        || (code.isKindOf(WeftSymbols.declaring(method), "java.util.concurrent.Future")
            && KnownDone.is(call, code))
        || (tree.getArguments().size() == 1
            && tree.getArguments().get(0) instanceof LiteralTree literal
            && literal.getValue() instanceof String text
            && text.matches(ADDRESS));
  }

  private String wayOut(TreePath call, ExecutableElement method) {
    Element owner = WeftSymbols.declaring(method);
    ExpressionTree receiver = Code.receiver(call);
    String on = receiver == null ? ".." : SourceText.quote(receiver);
    String name = method.getSimpleName().toString();
    if (name.equals("sleep")) {
      return "Write await(sleep(..)).";
    } else if (code.isKindOf(owner, "java.util.concurrent.CompletionStage")) {
      return "Write await(" + on + ").";
    } else if (code.isKindOf(owner, "java.util.concurrent.locks.Lock")) {
      return "Use dev.weft.sync.AsyncLock.";
    } else if (code.isKindOf(owner, "java.util.concurrent.BlockingQueue")) {
      return "Use dev.weft.sync.AsyncQueue.";
    } else if (code.isKindOf(owner, "java.util.concurrent.Semaphore")) {
      return "Use dev.weft.sync.AsyncSemaphore.";
    } else if (code.isKindOf(owner, "java.util.concurrent.CountDownLatch")) {
      return "Use dev.weft.sync.AsyncEvent.";
    } else if (code.isKindOf(owner, "java.net.http.HttpClient")) {
      return "Write await(" + on + ".sendAsync(..)).";
    } else if (code.isKindOf(owner, "java.lang.Process")) {
      return "Write await(" + on + ".onExit()).";
    }
    return "Send it to another thread: await(toThread(() -> ..)).";
  }
}
