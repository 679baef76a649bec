package dev.weft.processor.lint;

import com.sun.source.util.TreePath;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.Problem;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Does async code, which runs on a loop, start one in the same thread? That always fails. */
final class RunInAsyncLint {
  private static final Set<String> NAMES = Set.of("run", "runUntilComplete", "runForever");
  private static final Set<String> OWNERS = Set.of("dev.weft.Asyncio", "dev.weft.Runner");

  private final Code code;

  RunInAsyncLint(Code code) {
    this.code = code;
  }

  boolean isAbout(ExecutableElement method) {
    return NAMES.contains(method.getSimpleName().toString());
  }

  void check(TreePath call, ExecutableElement method) {
    if (isAbout(method)) {
      Element owner = WeftSymbols.declaring(method);
      if (code.isIn(method, OWNERS) || code.isKindOf(owner, "dev.weft.EventLoop")) {
        code.report(
            Problem.RUN_IN_ASYNC,
            Code.nameOf(call),
            owner.getSimpleName() + "." + method.getSimpleName() + "()");
      }
    }
  }
}
