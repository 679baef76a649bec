package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import dev.weft.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/** The Reactive Streams' own tests of publishers, against {@code AsyncIterable.toPublisher}. */
class ReactiveStreamsTckTest {
  private static final int TIMEOUT_MILLIS = 400;
  private static final int NO_SIGNAL_MILLIS = 20;

  private static EventLoop loop;

  /** What TestNG runs. */
  public static final class Publishers extends FlowPublisherVerification<Integer> {
    public Publishers() {
      super(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNAL_MILLIS), 200);
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
      return counts(elements).toPublisher(loop);
    }

    @Override
    public Flow.Publisher<Integer> createFailedFlowPublisher() {
      EventLoop closed = EventLoop.create(); // Nobody can be served there.
      closed.close();
      return counts(1).toPublisher(closed);
    }

    @Async
    private static AsyncGenerator<Integer> counts(long elements) {
      for (int i = 0; i < elements; i++) {
        if (i % 3 == 0) {
          await(yieldNow());
        }
        emit(i);
      }
      return end();
    }
  }

  @Test
  void allTestsOfPublishersPass() {
    List<String> passed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    TestNG tests = new TestNG(false);
    tests.setVerbose(0);
    tests.setTestClasses(new Class<?>[] {Publishers.class});
    tests.addListener(
        new ITestListener() {
          @Override
          public void onTestSuccess(ITestResult result) {
            passed.add(result.getName());
          }

          @Override
          public void onTestFailure(ITestResult result) {
            failed.add(result.getName() + ": " + result.getThrowable());
          }
        });
    try (LoopThread thread = new LoopThread()) {
      loop = thread.loop();
      tests.run();
    }

    assertThat(failed).isEmpty();
    assertThat(passed).hasSizeGreaterThan(25);
  }
}
