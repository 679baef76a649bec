package dev.weft.processor.check;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.problem.Problems;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Asks every question that can be asked before there is bytecode. Read this first. */
public final class Checks {
  private final AsyncMethodCheck asyncMethod;
  private final ReturnTypeCheck returnType;
  private final MethodReferenceCheck methodReference;
  private final MonitorCheck monitor;
  private final LambdaCheck lambda;
  private final ConstructorCheck constructor;
  private final InitializerCheck initializer;
  private final OutsideAsyncCheck outsideAsync;
  private final GeneratorCheck generator;
  private final SuspendableCheck suspendable;
  private final AsyncFunctionCheck asyncFunction;
  private final LocalFacadeCheck localFacade;
  private final TestCheck test;

  /** Makes the checks of one compilation. */
  public Checks(Trees trees, Elements elements, Types types, Problems problems) {
    FunctionTypes functions = new FunctionTypes(trees, elements, types);
    asyncMethod = new AsyncMethodCheck(problems);
    returnType = new ReturnTypeCheck(trees, types, problems);
    methodReference = new MethodReferenceCheck(functions, problems);
    monitor = new MonitorCheck(problems);
    lambda = new LambdaCheck(functions, problems);
    constructor = new ConstructorCheck(problems);
    initializer = new InitializerCheck(problems);
    outsideAsync = new OutsideAsyncCheck(trees, types, problems);
    generator = new GeneratorCheck(trees, types, functions, problems);
    suspendable = new SuspendableCheck(trees, functions, problems);
    asyncFunction = new AsyncFunctionCheck(trees, functions, problems);
    localFacade = new LocalFacadeCheck(problems);
    test = new TestCheck(problems);
  }

  /** Reports what is wrong with one class. */
  public void check(Mentions mentions) {
    for (TreePath method : mentions.asyncMethods()) {
      if (asyncMethod.hasWeavableBody(method)) {
        returnType.check(method);
      }
    }
    for (TreePath reference : mentions.references()) {
      methodReference.check(reference);
    }
    for (Mention mention : mentions.syntax()) {
      check(mention);
    }

    // One mistake is one error: a second await in the same lambda says nothing new.
    Set<Tree> blamed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (TreePath await : mentions.awaits()) {
      TreePath owner = Owner.of(await);
      if (blamed.add(owner.getLeaf())) {
        checkPlace(calleeOf(await), owner);
      }
    }
  }

  private void check(Mention mention) {
    TreePath path = mention.path();
    switch (mention.what()) {
      case EMIT -> generator.checkEmit(path);
      case END -> generator.checkEnd(path);
      case RETURN -> generator.checkReturn(path);
      case FOR -> suspendable.checkFor(path);
      case RESOURCE -> suspendable.checkResource(path);
      case CLOSE -> asyncFunction.checkClose(path);
      case CALL -> asyncFunction.checkCall(path);
      case FUNCTION -> asyncFunction.checkFunction(path);
      case LOCAL_FACADE -> localFacade.check(path);
      case TEST -> test.check(path);
    }
  }

  private void checkPlace(TreePath await, TreePath owner) {
    Tree construct = owner.getLeaf();
    if (construct instanceof SynchronizedTree) {
      monitor.check(await, owner);
    } else if (construct instanceof LambdaExpressionTree) {
      lambda.check(await, owner);
    } else if (construct instanceof MethodTree method && method.getReturnType() == null) {
      constructor.check(await, owner);
    } else if (construct instanceof MethodTree) {
      outsideAsync.check(await, owner);
    } else {
      initializer.check(await, owner);
    }
  }

  /** The word {@code await} itself: errors point at it, not at the parenthesis behind it. */
  private static TreePath calleeOf(TreePath await) {
    return new TreePath(await, ((MethodInvocationTree) await.getLeaf()).getMethodSelect());
  }
}
