package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Handle;
import dev.weft.loop.SelectorPoller;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told of failures that nobody receives. Semantics 285 to 288. */
class ExceptionHandlerTest {
  private static final IllegalStateException FAILURE = new IllegalStateException("failure");

  private final LogCapture log = new LogCapture();
  private final List<ExceptionContext> told = new ArrayList<>();

  @AfterEach
  void closeTheLog() {
    log.close();
  }

  /** 285. */
  @Test
  void theHandlerIsToldAndNullRestoresTheDefault() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      loop.setExceptionHandler(
          (its, context) -> {
            assertThat(its).isSameAs(loop);
            told.add(context);
          });
      loop.callExceptionHandler(ExceptionContext.of("first"));
      loop.setExceptionHandler(null);
      assertThat(loop.exceptionHandler()).isNull();
      loop.callExceptionHandler(ExceptionContext.of("second"));
    }

    assertThat(told).containsExactly(ExceptionContext.of("first"));
    assertThat(log.lines()).containsExactly("SEVERE second");
  }

  /** 286. */
  @Test
  void theDefaultHandlerLogsTheMessageThenWhatIsKnownInOrderWithTheTrace() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      Handle handle = loop.callSoon(() -> {});
      loop.callExceptionHandler(
          ExceptionContext.of("it happened")
              .with(handle)
              .with(loop.createFuture())
              .withAbout("the weather")
              .withException(FAILURE));
    }

    assertThat(log.records()).hasSize(1);
    assertThat(log.records().get(0).getLevel()).isEqualTo(Level.SEVERE);
    assertThat(log.records().get(0).getThrown()).isSameAs(FAILURE);
    assertThat(log.records().get(0).getMessage().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("it happened"),
            line -> assertThat(line).isEqualTo("about: the weather"),
            line -> assertThat(line).isEqualTo("future: <Future pending>"),
            line -> assertThat(line).startsWith("handle: <Handle "));
  }

  /** 286. */
  @Test
  void withoutAMessageTheDefaultHandlerHasOne() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      loop.callExceptionHandler(ExceptionContext.of(""));
    }

    assertThat(log.lines()).containsExactly("SEVERE Unhandled exception in event loop");
  }

  /** 287. */
  @Test
  void aHandlerThatThrowsIsItselfReported() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      loop.setExceptionHandler(
          (its, context) -> {
            throw FAILURE;
          });
      loop.callExceptionHandler(ExceptionContext.of("the original"));
    }

    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("SEVERE Unhandled error in exception handler")
        .contains("while handling: the original");
    assertThat(log.records().get(0).getThrown()).isSameAs(FAILURE);
  }

  /** 287: the loop goes on. */
  @Test
  void aHandlerThatThrowsDoesNotStopTheLoop() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      loop.setExceptionHandler(
          (its, context) -> {
            throw FAILURE;
          });
      loop.callSoon(
          () -> {
            throw FAILURE;
          });
      loop.callSoon(loop::stop);
      assertThatCode(loop::runForever).doesNotThrowAnyException();
    }

    assertThat(log.lines()).hasSize(1);
  }

  /** 288. */
  @Test
  void aDefaultHandlerThatThrowsIsLogged() {
    try (EventLoop loop = new BadByDefault()) {
      loop.callExceptionHandler(ExceptionContext.of("the original"));
      loop.setExceptionHandler(
          (its, context) -> {
            throw new ArithmeticException("custom");
          });
      loop.callExceptionHandler(ExceptionContext.of("the original"));
    }

    assertThat(log.lines())
        .containsExactly(
            "SEVERE Exception in default exception handler",
            "SEVERE Exception in default exception handler while handling an unexpected error in"
                + " custom exception handler");
    assertThat(log.records()).allMatch(each -> each.getThrown() == FAILURE);
  }

  /** A loop whose own default handler is broken. */
  private static final class BadByDefault extends EventLoop {
    BadByDefault() {
      super(System::nanoTime, SelectorPoller::new);
    }

    @Override
    public void defaultExceptionHandler(ExceptionContext context) {
      throw FAILURE;
    }
  }
}
