package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** How tasks start, go on and end: semantics 68 to 90. */
class TaskSteppingTest {
  private final Trace trace = new Trace();

  /** 69. */
  @Test
  void firstStepsRunInTheNextTurnInCreationOrder() {
    VirtualTimeLoop.run(twoWorkers());

    assertThat(trace.events())
        .containsExactly(
            "[0] main 1",
            "[0] main 2 created",
            "[1] A start",
            "[1] B start",
            "[2] A end",
            "[2] B end",
            "[3] main 3 got A, B.done true");
  }

  @Async
  private Coroutine<Void> twoWorkers() {
    trace.log("main 1");
    Task<String> a = createTask(worker("A"));
    Task<String> b = createTask(worker("B"));
    trace.log("main 2 created");
    String got = await(a);
    trace.log("main 3 got " + got + ", B.done " + b.isDone());
    return done();
  }

  @Async
  private Coroutine<String> worker(String name) {
    trace.log(name + " start");
    await(yieldNow());
    trace.log(name + " end");
    return done(name);
  }
}
