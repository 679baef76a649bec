package dev.weft.testing;

import dev.weft.EventLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.TestAbortedException;

/** One run of an {@link AsyncTest}: gives it a loop before, and judges it after. */
final class AsyncTestInvocation
    implements TestTemplateInvocationContext,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private final AsyncTest test;
  private final long seed;
  private final boolean oneOfSeveral;
  private final AsyncTestExtension.Outcome outcome;
  private @Nullable TestRun run;

  AsyncTestInvocation(
      AsyncTest test, long seed, boolean oneOfSeveral, AsyncTestExtension.Outcome outcome) {
    this.test = test;
    this.seed = seed;
    this.oneOfSeveral = oneOfSeveral;
    this.outcome = outcome;
  }

  @Override
  public String getDisplayName(int invocationIndex) {
    return oneOfSeveral ? "seed " + seed : test.realTime() ? "in real time" : "in virtual time";
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    AsyncTests.enter(run());
  }

  /** Made when first asked for: a constructor's parameter may be the first to ask. */
  private TestRun run() {
    TestRun made = run;
    if (made == null) {
      made =
          test.realTime()
              ? TestRun.inRealTime(test.debug())
              : TestRun.inVirtualTime(seed, test.debug());
      run = made;
    }
    return made;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    AsyncTests.enter(null);
    boolean failed = context.getExecutionException().isPresent();
    List<String> left = run().end();
    if (!failed && test.leaks() && !left.isEmpty()) {
      throw Rethrown.unchecked(explained(context, LeakError.of(name(context), left)));
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  /** With the seed, where there are several. */
  private Throwable explained(ExtensionContext context, Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return failure;
    }
    outcome.failed = true;
    return oneOfSeveral && !(failure instanceof SeedFailure)
        ? SeedFailure.of(name(context), run().simulation(), failure)
        : failure;
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "."
        + context.getRequiredTestMethod().getName();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == EventLoop.class
        || (!test.realTime() && (type == Simulation.class || type == VirtualTimeLoop.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Simulation.class
        ? run().simulation()
        : run().loop();
  }
}
