package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.yieldNow;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.KeyboardInterrupt;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.debug.TaskState;
import dev.weft.debug.TaskView;
import dev.weft.testing.VirtualTimeLoop;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A gather's children become tasks only when they begin. Nobody may notice: whoever looks sees
 * tasks from the start.
 */
class GatherChildrenTest {
  private static final ContextVar<String> COLOUR = new ContextVar<>("colour", "none");

  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);
  private final List<Task<?>> seen = new ArrayList<>();

  @Async
  private Coroutine<String> gives(String name) {
    trace.log(name);
    return done(name);
  }

  private static List<String> names(Set<Task<?>> tasks) {
    return tasks.stream().map(Task::name).toList();
  }

  // ---- looking

  @Test
  void tasksAreThereAtOnceInTheOrderOfTheirCreation() {
    VirtualTimeLoop.run(looks());
  }

  @Async
  private Coroutine<Void> looks() {
    Task<String> before = createTask(gives("before"));
    Future<List<String>> first = gather(gives("a"), gives("b"));
    Task<String> between = createTask(gives("between"));
    Future<List<String>> second = gather(gives("c"), gives("d"));
    Task<String> after = createTask(gives("after"));

    List<Task<?>> all = List.copyOf(allTasks());

    assertThat(all).hasSize(8).contains(before, between, after);
    int number = numberOf(all.get(1));
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).name()).isEqualTo("Task-" + (number + i - 1));
    }
    assertThat(allTasks()).containsExactlyElementsOf(all);
    assertThat(await(first)).containsExactly("a", "b");
    assertThat(await(second)).containsExactly("c", "d");
    await(after);
    assertThat(all.subList(1, 8)).allMatch(Task::isDone);
    assertThat(trace.words()).containsExactly("before", "a", "b", "between", "c", "d", "after");
    return done();
  }

  private static int numberOf(Task<?> task) {
    return Integer.parseInt(task.name().substring("Task-".length()));
  }

  @Test
  void childrenHaveTheNumbersThatTheyWereScheduledWith() {
    VirtualTimeLoop.run(numbers());
  }

  @Async
  private Coroutine<Void> numbers() {
    Future<List<String>> all = gather(namesItself(), namesItself());
    Task<String> later = createTask(namesItself());
    List<String> names = new ArrayList<>(await(all));
    names.add(await(later));
    int first = Integer.parseInt(names.get(0).substring("Task-".length()));
    assertThat(names)
        .containsExactly("Task-" + first, "Task-" + (first + 1), "Task-" + (first + 2));
    return done();
  }

  @Async
  private Coroutine<String> namesItself() {
    return done(requireNonNull(currentTask()).name());
  }

  @Test
  void aChildThatLooksInItsFirstStepSeesItselfAndTheOthers() {
    VirtualTimeLoop.run(gathersThoseThatLook());
  }

  @Async
  private Coroutine<Void> gathersThoseThatLook() {
    List<List<Task<?>>> looks = await(gather(sees(), sees(), sees()));
    assertThat(looks.get(0)).hasSize(4).doesNotHaveDuplicates(); // With the one that gathers.
    assertThat(looks.get(1)).containsExactlyElementsOf(without(looks.get(0), 1));
    assertThat(looks.get(2)).containsExactlyElementsOf(without(looks.get(1), 1));
    return done();
  }

  @Async
  private Coroutine<List<Task<?>>> sees() {
    List<Task<?>> all = List.copyOf(allTasks());
    assertThat(all).contains(requireNonNull(currentTask()));
    return done(all);
  }

  private static List<Task<?>> without(List<Task<?>> tasks, int index) {
    List<Task<?>> others = new ArrayList<>(tasks);
    others.remove(index);
    return others;
  }

  @Test
  void theLastChildSeesItselfWhenNoneIsLeftToBegin() {
    VirtualTimeLoop.run(gathersOneThatLooks());
  }

  @Async
  private Coroutine<Void> gathersOneThatLooks() {
    assertThat(await(gather(sees())).get(0)).hasSize(2);
    assertThat(allTasks()).hasSize(1);
    return done();
  }

  @Test
  void aChildThatWaitsIsListedAndOneThatIsDoneIsNot() {
    VirtualTimeLoop.run(gathersBoth());
  }

  @Async
  private Coroutine<Void> gathersBoth() {
    Future<List<String>> all = gather(gives("a"), workers.sleeper("b", 1), gives("c"));
    await(yieldNow());
    assertThat(allTasks()).hasSize(2);
    assertThat(await(all)).containsExactly("a", "b", "c");
    assertThat(allTasks()).hasSize(1);
    return done();
  }

  @Test
  void aDumpTellsOfThemAndMakesNoTasks() {
    VirtualTimeLoop.run(dumps());
  }

  @Async
  private Coroutine<Void> dumps() {
    Task<List<String>> waits = createTask(waitsFor(gather(gives("a"), gives("b"))));
    Task<String> last = createTask(gives("last"));

    List<TaskView> dump = EventLoop.running().dump().tasks();

    assertThat(dump).hasSize(5);
    assertThat(dump.get(1).coroutine()).contains("gives");
    assertThat(dump.get(1).state()).isEqualTo(TaskState.SCHEDULED);
    assertThat(dump.get(2).state()).isEqualTo(TaskState.SCHEDULED);
    assertThat(dump.get(3).name()).isEqualTo(waits.name());
    assertThat(dump.get(4).name()).isEqualTo(last.name());
    assertThat(names(allTasks()))
        .containsExactlyElementsOf(dump.stream().map(TaskView::name).toList());
    await(waits);
    return done();
  }

  @Async
  private <T> Coroutine<T> waitsFor(Future<T> future) {
    return done(await(future));
  }

  @Test
  void aDumpSaysWhoAwaitsAChildThatHasNotBegun() {
    VirtualTimeLoop.run(gathersBehindABusyTask());
  }

  @Async
  private Coroutine<Void> gathersBehindABusyTask() {
    Task<List<Boolean>> outer = createTask(waitsForTwo());
    await(yieldNow());
    assertThat(await(outer)).containsExactly(true, true);
    return done();
  }

  @Async
  private Coroutine<List<Boolean>> waitsForTwo() {
    return done(await(gather(isLastAwaitedBy(currentTask()), isLastAwaitedBy(currentTask()))));
  }

  @Async
  private Coroutine<Boolean> isLastAwaitedBy(@Nullable Task<?> awaiting) {
    List<TaskView> dump = EventLoop.running().dump().tasks();
    int id = numberOf(requireNonNull(awaiting));
    return done(dump.get(dump.size() - 1).awaitedBy().equals(List.of(id)));
  }

  @Test
  void aChildThatIsMadeATaskAfterDebugModeBeganHasNoPlaceOfItsCreation() {
    VirtualTimeLoop.run(switchesDebugOn());
  }

  @Async
  private Coroutine<Void> switchesDebugOn() {
    Future<List<String>> all = gather(gives("a"), gives("b"));
    EventLoop.running().setDebug(true);
    assertThat(allTasks()).noneMatch(task -> task.toString().contains("created at"));
    assertThat(EventLoop.running().dump().tasks()).allMatch(task -> task.createdAt() == null);
    await(all);
    return done();
  }

  @Test
  void whoTimesEntriesIsToldOfTasks() {
    try (LogCapture log = new LogCapture()) {
      VirtualTimeLoop.run(timesEntries());
      assertThat(log.warnings().toString())
          .contains("Executing <Task finished name=")
          .doesNotContain("Executing gather");
    }
  }

  @Async
  private Coroutine<Void> timesEntries() {
    Future<List<String>> all = gather(gives("a"), gives("b"));
    EventLoop.running().setSlowCallbackDuration(Duration.ZERO);
    EventLoop.running().setDebug(true);
    await(all);
    return done();
  }

  @Test
  void anotherThreadThatCountsTasksDoesNotChangeResults() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    try (EventLoop loop = EventLoop.create()) {
      Thread other = new Thread(() -> countTasksUntil(stop, loop));
      other.start();
      try {
        for (int i = 0; i < 20; i++) {
          assertThat(loop.runUntilComplete(gathersMany(10_000))).containsOnly("x");
        }
      } finally {
        stop.set(true);
        other.join();
      }
    }
  }

  private static void countTasksUntil(AtomicBoolean stop, EventLoop loop) {
    while (!stop.get()) {
      try {
        assertThat(loop.allTasks()).doesNotContainNull();
      } catch (RuntimeException | AssertionError raced) {
        // What this thread sees is not promised to be right.
      }
    }
  }

  @Async
  private Coroutine<List<Object>> gathersMany(int count) {
    List<Coroutine<Object>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(is("x"));
    }
    return done(await(gather(all)));
  }

  // ---- cancelling

  @Test
  void aGatherThatIsCancelledAtOnceRunsNoneOfThem() {
    VirtualTimeLoop.run(cancelsAtOnce());
    assertThat(trace.words()).containsExactly("CancelledError(why)");
  }

  @Async
  private Coroutine<Void> cancelsAtOnce() {
    Future<List<String>> all = gather(gives("a"), gives("b"));
    assertThat(all.cancel("why")).isTrue();
    try {
      await(all);
    } catch (CancelledError e) {
      trace.log(Workers.describe(e));
    }
    return done();
  }

  @Test
  void aChildThatCancelsItsGatherInItsFirstStepIsCancelled() {
    VirtualTimeLoop.run(gathersOneThatCancels());
    assertThat(trace.words())
        .containsExactly("first", "second cancelled", "gather CancelledError()");
  }

  private @Nullable Future<?> gathered;

  @Async
  private Coroutine<Void> gathersOneThatCancels() {
    Future<List<String>> all = gather(gives("first"), cancelsItsGather("second"), gives("third"));
    gathered = all;
    try {
      await(all);
    } catch (CancelledError e) {
      trace.log("gather " + Workers.describe(e));
    }
    return done();
  }

  @Async
  private Coroutine<String> cancelsItsGather(String name) {
    assertThat(requireNonNull(gathered).cancel()).isTrue();
    return done(await(workers.sleeper(name, 1)));
  }

  @Test
  void aGatherOfEndedChildrenCannotBeCancelledThoughItHasNotHeardOfThem() {
    VirtualTimeLoop.run(cancelsTooLate());
  }

  @Async
  private Coroutine<Void> cancelsTooLate() {
    Future<List<String>> all = gather(gives("a"), gives("b"));
    await(yieldNow());
    assertThat(all.isDone()).isFalse();
    assertThat(all.cancel()).isFalse();
    assertThat(await(all)).containsExactly("a", "b");
    return done();
  }

  @Test
  void aChildThatIsCancelledBeforeItBeginsDoesNotRun() {
    VirtualTimeLoop.run(cancelsAChild());
    assertThat(trace.words()).containsExactly("a", "c");
  }

  @Async
  private Coroutine<Void> cancelsAChild() {
    Future<List<Outcome<String>>> all = gatherSettled(gives("a"), gives("b"), gives("c"));
    List.copyOf(allTasks()).get(2).cancel();
    List<Outcome<String>> outcomes = await(all);
    assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>("a"));
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Failure.class);
    assertThat(outcomes.get(2)).isEqualTo(new Outcome.Success<>("c"));
    return done();
  }

  @Test
  void aCancellationThatAChildTakesBackLeavesItsMessageForTheGather() {
    VirtualTimeLoop.run(cancelsWithAndWithoutMessage());
  }

  @Async
  private Coroutine<Void> cancelsWithAndWithoutMessage() {
    Future<Void> never = new Future<>();
    Future<List<Outcome<Void>>> all = gatherSettled(waitsFor(never), takesBack("message"));
    await(yieldNow());
    assertThat(all.cancel()).isTrue();
    try {
      await(all);
    } catch (CancelledError e) {
      trace.log(Workers.describe(e));
    }
    assertThat(trace.words()).containsExactly("CancelledError(message)");
    return done();
  }

  @Async
  private Coroutine<Void> takesBack(String message) {
    Task<?> self = requireNonNull(currentTask());
    self.cancel(message);
    self.uncancel();
    return done();
  }

  // ---- results

  @Test
  void aResultThatIsATaskOrACoroutineIsNotTakenForAChild() {
    VirtualTimeLoop.run(gathersFuturesAndCoroutines());
  }

  @Async
  private Coroutine<Void> gathersFuturesAndCoroutines() {
    Task<String> sleeper = createTask(workers.sleeper("sleeper", 1));
    Coroutine<String> coroutine = gives("never");
    Future<Object> failed = new Future<>();
    failed.setException(new IllegalStateException());
    List<Object> got = await(gather(is(sleeper), is(coroutine), is(failed), is(null), is("text")));
    assertThat(got).containsExactly(sleeper, coroutine, failed, null, "text");
    assertThat(sleeper.isDone()).isFalse();
    sleeper.cancel();
    coroutine.close();
    failed.exception();
    return done();
  }

  @Async
  private Coroutine<Object> is(@Nullable Object value) {
    return done(value);
  }

  @Test
  void settledResultsAreOutcomes() {
    VirtualTimeLoop.run(settles());
  }

  @Async
  private Coroutine<Void> settles() {
    List<Outcome<String>> all =
        await(gatherSettled(gives("a"), workers.sleeper("b", 1), gives("c")));
    assertThat(all)
        .containsExactly(
            new Outcome.Success<>("a"), new Outcome.Success<>("b"), new Outcome.Success<>("c"));
    return done();
  }

  @Test
  void theSameCoroutineTwiceIsOneChild() {
    VirtualTimeLoop.run(gathersTwice());
    assertThat(trace.words()).containsExactly("a", "b");
  }

  @Async
  private Coroutine<Void> gathersTwice() {
    Coroutine<String> a = gives("a");
    Coroutine<String> b = gives("b");
    Future<String> f = new Future<>();
    Future<List<String>> all = gather(a, b, a, f, b, a);
    assertThat(allTasks()).hasSize(3);
    f.setResult("f");
    assertThat(await(all)).containsExactly("a", "b", "a", "f", "b", "a");
    return done();
  }

  @Test
  void coroutinesBetweenFuturesBeginInTheOrderOfTheArguments() {
    VirtualTimeLoop.run(mixes());
    assertThat(trace.words()).containsExactly("a", "b", "c", "d");
  }

  @Async
  private Coroutine<Void> mixes() {
    Future<String> f = new Future<>();
    Future<List<String>> all = gather(gives("a"), gives("b"), f, gives("c"), gives("d"));
    f.setResult("f");
    assertThat(await(all)).containsExactly("a", "b", "f", "c", "d");
    return done();
  }

  @Test
  void aCoroutineThatCannotBeUsedFailsTheCallAndTheOthersRun() {
    VirtualTimeLoop.run(gathersAClosedOne());
    assertThat(trace.words()).containsExactly("a");
  }

  @Async
  private Coroutine<Void> gathersAClosedOne() {
    Coroutine<String> closed = gives("closed");
    closed.close();
    assertThatThrownBy(() -> gather(gives("a"), closed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it was closed");
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  @Test
  void turnsAreThoseOfTasks() {
    VirtualTimeLoop.run(gathersInTurns());
    assertThat(trace.events()).containsExactly("[0] call", "[1] a", "[1] b", "[3] got");
  }

  @Async
  private Coroutine<Void> gathersInTurns() {
    trace.log("call");
    await(gather(gives("a"), gives("b")));
    trace.log("got");
    return done();
  }

  @Test
  void aCallbackOfAChildIsCalledAfterItsGatherHasHeard() {
    VirtualTimeLoop.run(gathersOneWithACallback());
    assertThat(trace.events())
        .containsExactly("[0] call", "[1] b", "[2] callback a", "[3] got [a, b]");
  }

  @Async
  private Coroutine<Void> gathersOneWithACallback() {
    Future<List<String>> all = gather(addsCallback("a"), gives("b"));
    trace.log("call");
    trace.log("got " + await(all));
    return done();
  }

  @Async
  private Coroutine<String> addsCallback(String name) {
    Task<?> self = requireNonNull(currentTask());
    self.addDoneCallback(done -> trace.log("callback " + done.result()));
    return done(name);
  }

  @Test
  void aTaskTakenFromTheListCanBeAwaitedBesideTheGather() {
    VirtualTimeLoop.run(awaitsAChild());
  }

  @Async
  private Coroutine<Void> awaitsAChild() {
    Future<List<String>> all = gather(gives("a"), workers.sleeper("b", 1));
    List<Task<?>> tasks = List.copyOf(allTasks());
    assertThat(await(tasks.get(1))).isEqualTo("a");
    assertThat(await(tasks.get(2))).isEqualTo("b");
    assertThat(await(gather(tasks.get(1), tasks.get(2)))).isEqualTo(List.of("a", "b"));
    assertThat(await(all)).containsExactly("a", "b");
    return done();
  }

  @Test
  void childrenBeginWithWhatIsSetAtTheCallAndKeepTheirOwn() {
    VirtualTimeLoop.run(gathersInColour());
  }

  @Async
  private Coroutine<Void> gathersInColour() {
    COLOUR.set("red");
    Future<List<String>> all = gather(paints("blue"), paints("green"));
    COLOUR.set("black");
    assertThat(await(all)).containsExactly("red", "red");
    assertThat(COLOUR.get()).isEqualTo("black");
    return done();
  }

  @Async
  private Coroutine<String> paints(String colour) {
    String before = COLOUR.get();
    COLOUR.set(colour);
    return done(before);
  }

  // ---- memory

  @Test
  void aChildThatEndedInItsFirstStepIsNotKept() {
    assumeFalse(
        FlightRecorder.isInitialized(), "flight recordings, also ended ones, are told of tasks");
    VirtualTimeLoop.run(gathersAndWaits());
  }

  @Async
  private Coroutine<Void> gathersAndWaits() {
    Future<Void> never = new Future<>();
    List<WeakReference<Task<?>>> references = new ArrayList<>();
    Future<List<Void>> all =
        gather(refersToItself(references), refersToItself(references), waitsFor(never));
    await(yieldNow());
    assertThat(references).hasSize(2);
    assertThat(
            Garbage.collectUntil(() -> references.stream().allMatch(each -> each.refersTo(null))))
        .isTrue();
    never.setResult(null);
    await(all);
    return done();
  }

  @Async
  private Coroutine<Void> refersToItself(List<WeakReference<Task<?>>> references) {
    references.add(new WeakReference<>(requireNonNull(currentTask())));
    return done();
  }

  @Test
  void aChildThatSomebodyKeepsDoesNotKeepTheResultsOfTheOthers() {
    VirtualTimeLoop.run(keepsAChild());
  }

  @Async
  private Coroutine<Void> keepsAChild() {
    WeakReference<Object> other = await(resultBesideAKeptChild());
    assertThat(seen).hasSize(1);
    await(yieldNow()); // The locals of this step may still know the list.
    assertThat(Garbage.collectUntil(() -> other.refersTo(null))).isTrue();
    return done();
  }

  @Async
  private Coroutine<WeakReference<Object>> resultBesideAKeptChild() {
    return done(new WeakReference<>(await(gather(keepsItself(), is(new Object()))).get(1)));
  }

  @Async
  private Coroutine<Object> keepsItself() {
    seen.add(requireNonNull(currentTask()));
    return done("kept");
  }

  @Test
  void aGatherWhoseLastChildEndsTheLoopIsNotKept() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      WeakReference<Object> gather = fatalGather(loop);
      loop.runUntilComplete(is("another step"));
      assertThat(Garbage.collectUntil(() -> gather.refersTo(null))).isTrue();
    }
  }

  private WeakReference<Object> fatalGather(EventLoop loop) {
    List<Object> made = new ArrayList<>();
    loop.callSoon(() -> made.add(gatherSettled(is("a"), interrupts())));
    assertThatThrownBy(loop::runForever).isInstanceOf(KeyboardInterrupt.class);
    for (int turn = 0; turn < 2; turn++) {
      loop.callSoon(loop::stop);
      loop.runForever();
    }
    return new WeakReference<>(made.remove(0));
  }

  @Async
  private Coroutine<Object> interrupts() {
    throw new KeyboardInterrupt();
  }

  // ---- the end of the loop

  @Test
  void childrenThatHaveNotBegunWhenTheLoopEndsAreCancelled() {
    try (EventLoop loop = EventLoop.create()) {
      loop.runUntilComplete(gathersAndLeaves());
      assertThat(loop.allTasks()).hasSize(2);
      seen.addAll(loop.allTasks());
    }
    assertThat(seen).allMatch(Task::isCancelled);
  }

  @Async
  private Coroutine<Void> gathersAndLeaves() {
    EventLoop.running().callSoon(() -> gather(isNotToRun("a"), isNotToRun("b")));
    return done();
  }

  @Async
  private Coroutine<String> isNotToRun(String name) {
    throw new AssertionError(name);
  }
}
