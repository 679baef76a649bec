package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.toThread;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.debug.TaskDump;
import dev.weft.debug.TaskState;
import dev.weft.debug.TaskView;
import dev.weft.sync.AsyncLock;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a dump says of tasks in all their states. */
class TaskDumpTest {
  private final AsyncLock lock = new AsyncLock();

  @Async
  private Coroutine<Void> album() {
    await(
        TaskGroup.run(
            group -> {
              group.createTask(sings(3), "first");
              group.createTask(sings(5), "second");
            }));
    return done();
  }

  @Async
  private Coroutine<Void> sings(int seconds) {
    await(sleep(Duration.ofSeconds(seconds)));
    return done();
  }

  @Async
  private Coroutine<Void> locks() {
    await(lock.acquire());
    await(lock.acquire());
    return done();
  }

  private static TaskView task(TaskDump dump, String name) {
    return dump.tasks().stream().filter(task -> task.name().equals(name)).findFirst().orElseThrow();
  }

  @AsyncTest(leaks = false)
  @Async
  Coroutine<Void> tellsStateAndWhatIsWaitedFor() {
    createTask(sings(60), "sleeper");
    createTask(locks(), "locker");
    createTask(toThread(() -> 1), "thread");
    Future<Void> future = new Future<>();
    createTask(waits(future), "waiter");
    Task<Void> ready = createTask(gives(), "ready");
    await(sleep(Duration.ofSeconds(20)));
    Task<Void> cancelled = createTask(sings(1), "scheduled");
    cancelled.cancel();
    future.cancel();

    TaskDump dump = EventLoop.running().dump();

    assertThat(ready.isDone()).isTrue();
    assertThat(dump.time()).isEqualTo(Duration.ofSeconds(20));
    TaskView sleeper = task(dump, "sleeper");
    assertThat(sleeper.state()).isEqualTo(TaskState.WAITING);
    assertThat(sleeper.waitsFor()).isEqualTo("sleep, 40 s left");
    assertThat(sleeper.age()).isEqualTo(Duration.ofSeconds(20));
    assertThat(sleeper.createdAt()).isNotNull();
    assertThat(sleeper.createdAt().getMethodName()).isEqualTo("tellsStateAndWhatIsWaitedFor");
    assertThat(sleeper.stack()).first().hasToString(place(sleeper.stack(), "sings"));
    assertThat(task(dump, "locker").waitsFor()).isEqualTo("<AsyncLock [locked, waiters:1]>");
    assertThat(task(dump, "waiter").state()).isEqualTo(TaskState.READY);
    assertThat(task(dump, "scheduled").state()).isEqualTo(TaskState.SCHEDULED);
    assertThat(task(dump, "scheduled").cancelling()).isTrue();
    return done();
  }

  private static String place(List<StackTraceElement> stack, String method) {
    assertThat(stack.get(0).getMethodName()).isEqualTo(method);
    return stack.get(0).toString();
  }

  @Async
  private Coroutine<Void> waits(Future<Void> future) {
    await(future);
    return done();
  }

  @Async
  private Coroutine<Void> gives() {
    await(yieldNow());
    return done();
  }

  /** asyncio's example of a call graph. */
  @AsyncTest(debug = false)
  @Async
  Coroutine<Void> isATreeOfWhoAwaitsWhom() {
    Task<Void> album = createTask(album(), "album");
    await(sleep(Duration.ofSeconds(1)));
    String tree = EventLoop.running().dump().tree();
    assertThat(tree.replaceAll("java:\\d+", "java:N").replaceAll("Task-\\d+", "Task-N"))
        .isEqualTo(
            """
            <VirtualTimeLoop running=true closed=false debug=false> at 1 s: 4 tasks, 0 timers, 0 ready
            └── (T) Task-N (running)
                └── TaskDumpTest.isATreeOfWhoAwaitsWhom TaskDumpTest.java:N
            └── (T) album (waiting: <TaskGroup tasks=2 entered>)
                └── TaskDumpTest.album TaskDumpTest.java:N
                    ├── (T) first (waiting: sleep, 2 s left)
                    │   └── TaskDumpTest.sings TaskDumpTest.java:N
                    └── (T) second (waiting: sleep, 4 s left)
                        └── TaskDumpTest.sings TaskDumpTest.java:N
            """);
    await(album);
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> gatherAndShieldStandBetween() {
    Task<Void> inner = createTask(sings(1), "inner");
    Task<Void> other = createTask(sings(2), "other");
    Task<Void> outer = createTask(gathers(inner, other), "outer");
    await(yieldNow());
    await(yieldNow());

    TaskDump dump = EventLoop.running().dump();

    int id = task(dump, "outer").id();
    assertThat(task(dump, "outer").waitsFor()).isEqualTo("gather, 2 of 2 pending");
    assertThat(task(dump, "inner").awaitedBy()).containsExactly(id);
    assertThat(task(dump, "other").awaitedBy()).containsExactly(id);
    assertThat(dump.mermaid())
        .startsWith("flowchart TD\n")
        .contains("t" + id + " --> t" + task(dump, "inner").id() + "\n");
    await(outer);
    return done();
  }

  @Async
  private Coroutine<Void> gathers(Task<Void> one, Task<Void> two) {
    await(gather(shield(one), two));
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> aRingIsNamed() {
    Future<Task<Void>> second = new Future<>();
    Task<Void> first = createTask(awaits(second), "A");
    second.setResult(createTask(awaits(Future.of(completed(first))), "B"));
    for (int i = 0; i < 4; i++) {
      await(yieldNow());
    }

    assertThat(EventLoop.running().dump().tree())
        .contains("These wait for each other: A -> B -> A\n")
        .contains("(T) A (waiting: task B), see above");
    first.cancel();
    await(yieldNow());
    return done();
  }

  private static <T> CompletableFuture<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }

  @Async
  private Coroutine<Void> awaits(Future<Task<Void>> task) {
    await(await(task));
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> isATableToo() {
    Task<Void> task = createTask(sings(90), "ninety");
    await(sleep(Duration.ofMillis(1500)));
    String text = EventLoop.running().dump().text();
    assertThat(text.lines().toList()).hasSize(4);
    assertThat(text)
        .contains("at 1.5 s: 2 tasks, 0 timers, 0 ready\n")
        .contains("ninety")
        .contains("sleep, 88.5 s left");
    await(task);
    return done();
  }

  @AsyncTest
  @Async
  Coroutine<Void> isJsonForPrograms() {
    Task<Void> task = createTask(sings(90), "a \"quoted\" name");
    await(yieldNow());
    assertThat(EventLoop.running().dump().json())
        .startsWith("{\"loop\":\"<VirtualTimeLoop running=true")
        .contains("\"name\":\"a \\\"quoted\\\" name\",\"state\":\"waiting\",\"cancelling\":false")
        .contains("\"method\":\"sings\",\"file\":\"TaskDumpTest.java\",\"line\":")
        .endsWith("],\"timers\":[],\"busyWith\":[]}");
    await(task);
    return done();
  }

  /** From another thread the loop is asked. */
  @Test
  void anyThreadMayAsk() throws Exception {
    TaskDump dump =
        VirtualTimeLoop.run(
            () -> {
              EventLoop loop = EventLoop.running();
              return await(toThread(loop::dump));
            });
    assertThat(dump.busyWith()).isEmpty();
    assertThat(dump.jobs()).isEqualTo(1);
    assertThat(dump.tasks()).hasSize(1);
  }

  /** ... and a loop that does not answer is looked at from outside. */
  @Test
  void aBusyLoopIsSeenWithWhatItIsBusyWith() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    TaskDump dump =
        VirtualTimeLoop.run(
            () -> {
              EventLoop loop = EventLoop.running();
              Task<TaskDump> asked = createTask(toThread(() -> dumped(loop, seen)));
              await(yieldNow());
              blocks(seen);
              return await(asked);
            });
    assertThat(dump.busyWith()).anyMatch(place -> place.getMethodName().equals("blocks"));
    assertThat(dump.tree()).contains("The loop did not answer: its thread is busy here.\n");
    assertThat(dump.tasks()).hasSize(2);
  }

  private static TaskDump dumped(EventLoop loop, CountDownLatch seen) {
    try {
      return loop.dump();
    } finally {
      seen.countDown();
    }
  }

  private static void blocks(CountDownLatch seen) throws InterruptedException {
    seen.await();
  }

  @Test
  void allLoopsAreKnownUntilTheyAreClosed() {
    int before = EventLoop.dumpAll().size();
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      loop.createTask(sings(1), "the only one");
      assertThat(EventLoop.dumpAll())
          .anyMatch(dump -> dump.tasks().stream().anyMatch(t -> t.name().equals("the only one")));
    }
    assertThat(EventLoop.dumpAll().size()).isLessThanOrEqualTo(before);
  }
}
