package dev.weft.processor.check;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.Mention.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Where one class, with all that is nested in it, speaks of Weft.
 *
 * @param asyncMethods declarations that carry {@code @Async}
 * @param awaits calls of {@code Asyncio.await}
 * @param references {@code Asyncio::await}
 * @param syntax what else of Weft's syntax is used
 * @param lockedReturns {@code return}s in {@code synchronized} blocks; which of them are awaits is
 *     for the weaver to say, so they are only of interest as places
 * @param isDropping whether a statement makes a coroutine and drops it, or a lambda or method
 *     reference makes one for somebody who may drop it
 */
public record Mentions(
    List<TreePath> asyncMethods,
    List<TreePath> awaits,
    List<TreePath> references,
    List<TreePath> lockedReturns,
    List<Mention> syntax,
    boolean isDropping) {

  private static final List<String> CALLED =
      List.of(WeftSymbols.EMIT, WeftSymbols.END, "close", "call", "run", "apply", "accept");

  /** Looks through a class whose trees are attributed. */
  public static Mentions in(TreePath type, Trees trees, Elements elements) {
    Finder finder = new Finder(trees, elements);
    finder.walk(type);
    return new Mentions(
        List.copyOf(finder.asyncMethods),
        List.copyOf(finder.awaits),
        List.copyOf(finder.references),
        List.copyOf(finder.lockedReturns),
        List.copyOf(finder.syntax),
        finder.isDropping);
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return asyncMethods.isEmpty()
        && awaits.isEmpty()
        && references.isEmpty()
        && syntax.isEmpty()
        && !isDropping;
  }

  /** Collects in source order. */
  private static final class Finder extends CodeScanner {
    private final Trees trees;
    private final List<TreePath> asyncMethods = new ArrayList<>();
    private final List<TreePath> awaits = new ArrayList<>();
    private final List<TreePath> references = new ArrayList<>();
    private final List<TreePath> lockedReturns = new ArrayList<>();
    private final List<Mention> syntax = new ArrayList<>();
    private boolean isDropping;

    /** Whether the code being looked at is that of a method that gives an async generator. */
    private boolean inGenerator;

    /** How many {@code synchronized} blocks are around, near or far: mostly none. */
    private int monitors;

    /**
     * How an await is spelt: as javac's own name, because to make a string of one takes a while.
     */
    private final Name await;

    /** How what {@link #calledSyntax} knows is spelt. */
    private final Set<Name> called = new HashSet<>();

    Finder(Trees trees, Elements elements) {
      this.trees = trees;
      this.await = elements.getName(WeftSymbols.AWAIT);
      for (String word : CALLED) {
        called.add(elements.getName(word));
      }
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      ModifiersTree modifiers = type.getModifiers();
      for (AnnotationTree annotation : modifiers.getAnnotations()) {
        TreePath path = new TreePath(new TreePath(path(), modifiers), annotation);
        if (WeftSymbols.isAsyncFacade(
                trees.getElement(new TreePath(path, annotation.getAnnotationType())))
            && isLocal(trees.getElement(path()))) {
          syntax.add(new Mention(Syntax.LOCAL_FACADE, path));
        }
      }
      return super.visitClass(type, null);
    }

    private static boolean isLocal(@Nullable Element type) {
      Element each = type;
      while (each instanceof TypeElement around) {
        if (around.getNestingKind() == NestingKind.LOCAL
            || around.getNestingKind() == NestingKind.ANONYMOUS) {
          return true;
        }
        each = around.getEnclosingElement();
      }
      return false;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      boolean outer = inGenerator;
      inGenerator = false;
      if (!method.getModifiers().getAnnotations().isEmpty()) {
        Element element = trees.getElement(path());
        if (element != null && WeftSymbols.isAsync(element)) {
          asyncMethods.add(path());
          inGenerator =
              WeftSymbols.inherits(
                  ((ExecutableElement) element).getReturnType(), WeftSymbols.ASYNC_GENERATOR);
        } else if (element instanceof ExecutableElement plain
            && WeftSymbols.inherits(plain.getReturnType(), WeftSymbols.COROUTINE)
            && TestCheck.isTest(plain)) {
          syntax.add(new Mention(Syntax.TEST, path()));
        }
      }
      super.visitMethod(method, null);
      inGenerator = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      ExpressionTree callee = call.getMethodSelect();
      Name name = nameOf(callee);
      // The name first: it is free, and the symbol costs a path.
      if (await.equals(name)
          && WeftSymbols.isAwait(trees.getElement(new TreePath(path(), callee)))) {
        awaits.add(path());
      } else {
        Syntax found = called.contains(name) ? calledSyntax(callee) : null;
        if (found != null) {
          syntax.add(new Mention(found, path()));
        }
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitExpressionStatement(
        ExpressionStatementTree statement, @Nullable Void unused) {
      if (!isDropping && statement.getExpression() instanceof MethodInvocationTree call) {
        isDropping = makesCoroutine(call);
      }
      return super.visitExpressionStatement(statement, null);
    }

    private boolean makesCoroutine(MethodInvocationTree call) {
      TreePath value = new TreePath(path(), call);
      return WeftSymbols.inherits(trees.getTypeMirror(value), WeftSymbols.COROUTINE);
    }

    @Override
    public @Nullable Void visitMemberReference(
        MemberReferenceTree reference, @Nullable Void unused) {
      if (reference.getName().contentEquals(WeftSymbols.AWAIT)
          && WeftSymbols.isAwait(trees.getElement(path()))) {
        references.add(path());
      } else if (reference.getName().contentEquals(WeftSymbols.EMIT)
          && WeftSymbols.isWord(trees.getElement(path()), WeftSymbols.EMIT)) {
        syntax.add(new Mention(Syntax.EMIT, path()));
      } else {
        addFunction();
        isDropping =
            isDropping
                || (trees.getElement(path()) instanceof ExecutableElement method
                    && WeftSymbols.inherits(method.getReturnType(), WeftSymbols.COROUTINE));
      }
      return super.visitMemberReference(reference, null);
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
      if (monitors > 0 && Owner.of(path()).getLeaf() instanceof SynchronizedTree) {
        lockedReturns.add(path());
      }
      if (inGenerator) {
        syntax.add(new Mention(Syntax.RETURN, path()));
      }
      return super.visitReturn(statement, null);
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree block, @Nullable Void unused) {
      monitors++;
      super.visitSynchronized(block, null);
      monitors--;
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(
        LambdaExpressionTree lambda, @Nullable Void unused) {
      addFunction();
      if (!isDropping && lambda.getBody() instanceof MethodInvocationTree call) {
        isDropping = makesCoroutine(call);
      }
      return super.visitLambdaExpression(lambda, null);
    }

    private void addFunction() {
      TypeMirror type = trees.getTypeMirror(path());
      if (type != null && WeftSymbols.isOneOf(type, WeftSymbols.ASYNC_FUNCTIONS)) {
        syntax.add(new Mention(Syntax.FUNCTION, path()));
      }
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, @Nullable Void unused) {
      TypeMirror type = trees.getTypeMirror(new TreePath(path(), loop.getExpression()));
      if (WeftSymbols.inherits(type, WeftSymbols.ASYNC_ITERABLE)) {
        syntax.add(new Mention(Syntax.FOR, path()));
      }
      return super.visitEnhancedForLoop(loop, null);
    }

    @Override
    public @Nullable Void visitTry(TryTree statement, @Nullable Void unused) {
      for (Tree resource : statement.getResources()) {
        TreePath path = new TreePath(path(), resource);
        TypeMirror type =
            resource instanceof VariableTree && trees.getElement(path) != null
                ? trees.getElement(path).asType()
                : trees.getTypeMirror(path);
        if (WeftSymbols.inherits(type, WeftSymbols.ASYNC_CLOSEABLE)) {
          syntax.add(new Mention(Syntax.RESOURCE, path));
        }
      }
      return super.visitTry(statement, null);
    }

    /** What a call of one of these names means, if it is one of ours. */
    private @Nullable Syntax calledSyntax(ExpressionTree callee) {
      Element element = trees.getElement(new TreePath(path(), callee));
      if (WeftSymbols.isWord(element, WeftSymbols.EMIT)) {
        return Syntax.EMIT;
      } else if (WeftSymbols.isWord(element, WeftSymbols.END)) {
        return Syntax.END;
      } else if (WeftSymbols.isCloseThatThrows(element)) {
        return Syntax.CLOSE;
      }
      return WeftSymbols.isAsyncFunctionMethod(element) ? Syntax.CALL : null;
    }

    private static @Nullable Name nameOf(ExpressionTree callee) {
      if (callee instanceof IdentifierTree identifier) {
        return identifier.getName();
      }
      return callee instanceof MemberSelectTree select ? select.getIdentifier() : null;
    }
  }
}
