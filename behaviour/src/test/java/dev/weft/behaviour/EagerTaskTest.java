package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks whose first step runs inside createTask. Semantics 295 to 300, 302, 304. */
class EagerTaskTest {
  private final Trace trace = new Trace();
  private final ContextVar<Integer> variable = new ContextVar<>("variable", 0);
  private @Nullable Task<?> creator;

  private static <T> T runEagerly(Coroutine<T> main) {
    try (Runner runner = Runner.builder().loopFactory(VirtualTimeLoop::new).build()) {
      runner.loop().setTaskFactory(TaskFactory.EAGER);
      return runner.run(main);
    }
  }

  /** 295, 296. */
  @Test
  void aCoroutineThatNeverSuspendsIsDoneOnReturn() {
    runEagerly(createsOneThatReturns());

    assertThat(trace.events())
        .containsExactly(
            "[0] step of Value, listed true", "[0] created, done true, value 7, listed false");
  }

  @Async
  private Coroutine<Void> createsOneThatReturns() {
    Task<Integer> task = createTask(value(7), "Value");
    trace.log(
        "created, done " + task.isDone() + ", value " + task.result() + ", listed " + listed(task));
    return done();
  }

  @Async
  private Coroutine<Integer> value(int value) {
    Task<?> me = currentTask();
    trace.log("step of " + me.name() + ", listed " + listed(me));
    return done(value);
  }

  private static boolean listed(Task<?> task) {
    return allTasks().contains(task);
  }

  /** 295. */
  @Test
  void aFailureInTheFirstStepIsTheTasksNotTheCreators() {
    assertThat(runEagerly(createsOneThatFails())).hasMessage("first step");
  }

  @Async
  private Coroutine<Throwable> createsOneThatFails() {
    Task<Void> task = createTask(failsAtOnce());
    return done(task.exception());
  }

  @Async
  private Coroutine<Void> failsAtOnce() {
    throw new IllegalStateException("first step");
  }

  /** 295: a loop that does not run has no first step to run in. */
  @Test
  void beforeTheLoopRunsATaskIsScheduledAsUsual() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      loop.setTaskFactory(TaskFactory.EAGER);
      Task<Integer> task = loop.createTask(value(7));
      assertThat(task.isDone()).isFalse();
      assertThat(loop.runUntilComplete(task)).isEqualTo(7);
    }
  }

  /** 297. */
  @Test
  void aSuspendedOneGoesOnAsAnOrdinaryTask() {
    runEagerly(createsOneThatSuspends());

    assertThat(trace.events())
        .containsExactly(
            "[0] first step", "[0] created, done false, listed true", "[1] second step", "[2] 8");
  }

  @Async
  private Coroutine<Void> createsOneThatSuspends() {
    Task<Integer> task = createTask(suspends());
    trace.log("created, done " + task.isDone() + ", listed " + listed(task));
    trace.log(await(task));
    return done();
  }

  @Async
  private Coroutine<Integer> suspends() {
    trace.log("first step");
    await(yieldNow());
    trace.log("second step");
    return done(8);
  }

  /** 297. */
  @Test
  void aSuspendedOneCanBeCancelledWithAMessage() {
    assertThat(runEagerly(cancelsASleeper())).isEqualTo("message: why");
  }

  @Async
  private Coroutine<String> cancelsASleeper() {
    Task<Void> task = createTask(sleeper());
    task.cancel("why");
    try {
      await(task);
    } catch (CancelledError e) {
      return done("message: " + e.getMessage());
    }
    return done("not cancelled");
  }

  @Async
  private Coroutine<Void> sleeper() {
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 298. */
  @Test
  void cancellingAfterTheEndHasNoEffect() {
    assertThat(runEagerly(cancelsWhatIsDone())).isEqualTo("cancelled false, result 7");
  }

  @Async
  private Coroutine<String> cancelsWhatIsDone() {
    Task<Integer> task = createTask(value(7));
    return done("cancelled " + task.cancel() + ", result " + await(task));
  }

  /** 299. */
  @Test
  void theContextIsCopiedAlsoForTheFirstStep() {
    assertThat(runEagerly(setsBeforeAndAfter())).containsExactly(1, 10, 11, 1);
  }

  @Async
  private Coroutine<List<Integer>> setsBeforeAndAfter() {
    List<Integer> values = new ArrayList<>();
    variable.set(1);
    await(createTask(setsItsOwn(values)));
    values.add(variable.get());
    return done(values);
  }

  @Async
  private Coroutine<Void> setsItsOwn(List<Integer> values) {
    values.add(variable.get());
    variable.set(10);
    values.add(variable.get());
    await(yieldNow());
    variable.set(variable.get() + 1);
    values.add(variable.get());
    return done();
  }

  /** 300. */
  @Test
  void theCreatorIsTheCurrentTaskAgainAfterwards() {
    runEagerly(createsInside());

    assertThat(trace.words()).containsExactly("child is current", "creator is current");
  }

  @Async
  private Coroutine<Void> createsInside() {
    creator = currentTask();
    createTask(tellsWhoIsCurrent());
    trace.log(currentTask() == creator ? "creator is current" : "lost");
    return done();
  }

  @Async
  private Coroutine<Void> tellsWhoIsCurrent() {
    trace.log(currentTask() == creator ? "creator still current" : "child is current");
    await(yieldNow());
    return done();
  }

  /** 302: what eager_start=True is for a single task. */
  @Test
  void oneTaskAloneCanBeStartedEagerly() {
    VirtualTimeLoop.run(startsOneEagerly());

    assertThat(trace.words())
        .containsExactly("step of eager, listed true", "created", "step of lazy, listed true");
  }

  @Async
  private Coroutine<Void> startsOneEagerly() {
    Task<Integer> lazy = createTask(value(1), "lazy");
    TaskFactory.EAGER.create(EventLoop.running(), value(2), "eager", Context.copyCurrent());
    trace.log("created");
    await(lazy);
    return done();
  }

  /** 304. */
  @Test
  void aTaskFactoryIsGivenNameAndContext() {
    VirtualTimeLoop.run(createsThroughAFactory());

    assertThat(trace.words()).containsExactly("factory: named, 5", "factory: null, 0");
  }

  @Async
  private Coroutine<Void> createsThroughAFactory() {
    Context five = new Context();
    five.run(() -> variable.set(5));
    EventLoop.running().setTaskFactory(new LoggingFactory());
    await(createTask(sets(), "named", five));
    assertThat(five.get(variable)).isEqualTo(6);
    await(createTask(sets()));
    EventLoop.running().setTaskFactory(null); // Or the shutdown's tasks go through it as well.
    return done();
  }

  @Async
  private Coroutine<Void> sets() {
    variable.set(variable.get() + 1);
    return done();
  }

  private final class LoggingFactory implements TaskFactory {
    @Override
    public <T> Task<T> create(
        EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
      trace.log("factory: " + name + ", " + context.get(variable));
      return loop.scheduleTask(coroutine, name, context);
    }
  }
}
