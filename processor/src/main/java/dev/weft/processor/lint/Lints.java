package dev.weft.processor.lint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.CodeScanner;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** All lints, in one walk over a class. Read this first: it says what is asked of what. */
public final class Lints {
  private final boolean isOff;
  private final Code code;
  private final NotAwaitedLint notAwaited;
  private final @Nullable TaskDroppedLint taskDropped;
  private final AwaitedTwiceLint awaitedTwice;
  private final @Nullable NothingAwaitedLint nothingAwaited;
  private final BlockingLint blocking;
  private final SwallowedCancellationLint swallowed;
  private final AwaitUnderLockLint underLock;
  private final SleepLint sleep;
  private final EmptyTimeoutLint timeout;
  private final RunInAsyncLint runInAsync;
  private final @Nullable AwaitsInSequenceLint inSequence;

  /** Whether a lint asks about calls of a method: the same few are called over and over. */
  private final Map<ExecutableElement, Boolean> interest = new HashMap<>();

  /**
   * Those of one compilation.
   *
   * @param moreBlocking methods that block, as {@code package.Class.method}
   */
  public Lints(
      Trees trees,
      Elements elements,
      Types types,
      Problems problems,
      LintSelection selection,
      Collection<String> moreBlocking) {
    isOff = selection.isEmpty();
    code = new Code(trees, elements, types, problems, selection);
    notAwaited = new NotAwaitedLint(code);
    taskDropped = selection.has(Problem.TASK_DROPPED) ? new TaskDroppedLint(code) : null;
    awaitedTwice = new AwaitedTwiceLint(code);
    nothingAwaited = selection.has(Problem.NOTHING_AWAITED) ? new NothingAwaitedLint(code) : null;
    underLock = new AwaitUnderLockLint(code);
    blocking = new BlockingLint(code, new BlockingMethods(moreBlocking, code), underLock);
    swallowed = new SwallowedCancellationLint(code);
    sleep = new SleepLint(code);
    timeout = new EmptyTimeoutLint(code);
    runInAsync = new RunInAsyncLint(code);
    inSequence = selection.has(Problem.AWAITS_IN_SEQUENCE) ? new AwaitsInSequenceLint(code) : null;
  }

  /** Looks through a class whose trees are attributed. */
  public void look(TreePath type) {
    if (!isOff) {
      new Walk().walk(type);
    }
  }

  private boolean isOfInterest(ExecutableElement method) {
    Boolean known = interest.get(method);
    if (known == null) {
      known =
          blocking.isAbout(method)
              || runInAsync.isAbout(method)
              || sleep.isAbout(method)
              || timeout.isAbout(method);
      interest.put(method, known);
    }
    return known;
  }

  private final class Walk extends CodeScanner {
    /** Whether the code being looked at is that of an async method or lambda. */
    private boolean inAsync;

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      boolean outer = inAsync;
      inAsync = false;
      super.visitClass(type, null);
      inAsync = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      Element element =
          method.getModifiers().getAnnotations().isEmpty() ? null : code.element(path());
      inAsync = element != null && WeftSymbols.isAsync(element);
      if (nothingAwaited != null
          && inAsync
          && method.getBody() != null
          && element instanceof ExecutableElement async) {
        nothingAwaited.check(path(), async);
      }
      super.visitMethod(method, null);
      inAsync = false;
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(
        LambdaExpressionTree lambda, @Nullable Void unused) {
      boolean outer = inAsync;
      notAwaited.checkLambda(path());
      inAsync = code.functions().isAsync(path());
      super.visitLambdaExpression(lambda, null);
      inAsync = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMemberReference(
        MemberReferenceTree reference, @Nullable Void unused) {
      notAwaited.checkReference(path());
      return super.visitMemberReference(reference, null);
    }

    @Override
    public @Nullable Void visitExpressionStatement(
        ExpressionStatementTree statement, @Nullable Void unused) {
      if (statement.getExpression() instanceof MethodInvocationTree call) {
        TreePath value = Code.at(path(), call);
        notAwaited.checkStatement(value, inAsync);
        if (taskDropped != null) {
          taskDropped.check(value);
        }
      }
      return super.visitExpressionStatement(statement, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
      awaitedTwice.check(path());
      return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      ExecutableElement method = code.callee(path());
      if (method != null && isOfInterest(method)) {
        if (inAsync) {
          blocking.check(path(), method);
          runInAsync.check(path(), method);
        }
        sleep.checkCall(path(), method);
        timeout.check(path(), method);
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitBlock(BlockTree block, @Nullable Void unused) {
      if (inAsync) {
        underLock.check(path());
      }
      return super.visitBlock(block, null);
    }

    @Override
    public @Nullable Void visitTry(TryTree statement, @Nullable Void unused) {
      if (inAsync) {
        swallowed.check(path());
      }
      return super.visitTry(statement, null);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void unused) {
      sleep.checkLoop(path(), loop.getCondition(), loop.getStatement());
      return super.visitWhileLoop(loop, null);
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree loop, @Nullable Void unused) {
      sleep.checkLoop(path(), loop.getCondition(), loop.getStatement());
      return super.visitDoWhileLoop(loop, null);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree loop, @Nullable Void unused) {
      if (loop.getCondition() != null
          && loop.getInitializer().isEmpty()
          && loop.getUpdate().isEmpty()) {
        sleep.checkLoop(path(), loop.getCondition(), loop.getStatement());
      }
      return super.visitForLoop(loop, null);
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, @Nullable Void unused) {
      if (inSequence != null && inAsync) {
        inSequence.check(path());
      }
      return super.visitEnhancedForLoop(loop, null);
    }
  }
}
