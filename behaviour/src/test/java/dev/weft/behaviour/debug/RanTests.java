package dev.weft.behaviour.debug;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tests of a class, run here, with what became of each. */
final class RanTests implements TestExecutionListener {
  /**
   * What became of a test.
   *
   * @param name its display name
   * @param failure what it failed with, or null
   */
  record Ran(String name, @Nullable Throwable failure) {}

  private final List<Ran> all = new ArrayList<>();

  private @Nullable Throwable container;

  private RanTests() {}

  static List<Ran> of(Class<?> tests) {
    return all(tests).all;
  }

  /** The same, with what became of the class itself. */
  static RanTests all(Class<?> tests) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameter(OnlyWhenAsked.ASKED, "true")
            .build();
    RanTests ran = new RanTests();
    LauncherFactory.create().execute(request, ran);
    return ran;
  }

  /** The failure of the only test of a class. */
  static @Nullable Throwable failureOf(Class<?> tests) {
    List<Ran> ran = of(tests);
    if (ran.size() != 1) {
      throw new AssertionError("one test expected: " + ran);
    }
    return ran.get(0).failure();
  }

  /** What a class failed with, by its methods for all tests, say. */
  @Nullable Throwable failureOfContainer() {
    return container;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      all.add(new Ran(test.getDisplayName(), result.getThrowable().orElse(null)));
    } else if (result.getThrowable().isPresent()) {
      container = result.getThrowable().get();
    }
  }
}
