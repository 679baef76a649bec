package dev.weft.processor.check;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Where one class, with all that is nested in it, speaks of Weft.
 *
 * @param asyncMethods declarations that carry {@code @Async}
 * @param awaits calls of {@code Asyncio.await}
 * @param references {@code Asyncio::await}
 * @param lockedReturns {@code return}s in {@code synchronized} blocks; which of them are awaits is
 *     for the weaver to say, so they are only of interest as places
 */
public record Mentions(
    List<TreePath> asyncMethods,
    List<TreePath> awaits,
    List<TreePath> references,
    List<TreePath> lockedReturns) {

  /** Looks through a class whose trees are attributed. */
  public static Mentions in(TreePath type, Trees trees) {
    Finder finder = new Finder(trees);
    finder.scan(type, null);
    return new Mentions(
        List.copyOf(finder.asyncMethods),
        List.copyOf(finder.awaits),
        List.copyOf(finder.references),
        List.copyOf(finder.lockedReturns));
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return asyncMethods.isEmpty() && awaits.isEmpty() && references.isEmpty();
  }

  /** Collects in source order. */
  private static final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;
    private final List<TreePath> asyncMethods = new ArrayList<>();
    private final List<TreePath> awaits = new ArrayList<>();
    private final List<TreePath> references = new ArrayList<>();
    private final List<TreePath> lockedReturns = new ArrayList<>();

    Finder(Trees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      if (!method.getModifiers().getAnnotations().isEmpty()) {
        Element element = trees.getElement(getCurrentPath());
        if (element != null && WeftSymbols.isAsync(element)) {
          asyncMethods.add(getCurrentPath());
        }
      }
      return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      ExpressionTree callee = call.getMethodSelect();
      // The name first: it is free, and the symbol costs a path.
      if (isSpeltAwait(nameOf(callee))
          && WeftSymbols.isAwait(trees.getElement(new TreePath(getCurrentPath(), callee)))) {
        awaits.add(getCurrentPath());
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitMemberReference(
        MemberReferenceTree reference, @Nullable Void unused) {
      if (isSpeltAwait(reference.getName())
          && WeftSymbols.isAwait(trees.getElement(getCurrentPath()))) {
        references.add(getCurrentPath());
      }
      return super.visitMemberReference(reference, null);
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree statement, @Nullable Void unused) {
      if (Owner.of(getCurrentPath()).getLeaf() instanceof SynchronizedTree) {
        lockedReturns.add(getCurrentPath());
      }
      return super.visitReturn(statement, null);
    }

    private static @Nullable Name nameOf(ExpressionTree callee) {
      if (callee instanceof IdentifierTree identifier) {
        return identifier.getName();
      }
      return callee instanceof MemberSelectTree select ? select.getIdentifier() : null;
    }

    private static boolean isSpeltAwait(@Nullable Name name) {
      return name != null && name.contentEquals(WeftSymbols.AWAIT);
    }
  }
}
