package dev.weft.behaviour;

import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.AsyncRunnable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Lambdas that await, of both kinds, wherever Java lets them stand. */
class AsyncLambdaTest {
  private static final boolean DEAD = false;

  private final List<Object> seen = new ArrayList<>();
  private final AsyncCallable<String> inField =
      () -> {
        await(yieldNow());
        return "field of " + seen.size();
      };

  /** {@code interface Handler { Coroutine<Reply> handle(Request r); }}. */
  private interface Handler {
    Coroutine<String> handle(String request);
  }

  @Test
  void plainLambdasOfAllFourShapesAwait() throws Exception {
    VirtualTimeLoop.run(
        () -> {
          AsyncFunction<Integer, Integer> twice =
              n -> {
                await(sleep(ofSeconds(1)));
                return 2 * n;
              };
          AsyncConsumer<String> keep =
              text -> {
                await(yieldNow());
                seen.add(text);
              };
          AsyncRunnable again = () -> await(async(keep, "again"));
          seen.add(await(async(twice, 21)));
          await(async(keep, "kept"));
          await(async(again));
          seen.add(await(async(inField)));
        });

    assertThat(seen).containsExactly(42, "kept", "again", "field of 3");
  }

  @Test
  void aLambdaRunsEachTimeAnew() throws Exception {
    int[] calls = new int[1];
    AsyncCallable<Integer> count =
        () -> {
          await(yieldNow());
          return ++calls[0];
        };

    assertThat(
            VirtualTimeLoop.run(() -> await(gather(async(count), async(count), createTask(count)))))
        .containsExactly(2, 3, 1); // createTask comes before gather makes tasks of the others.
  }

  @Test
  void capturesOfEveryTypeSurvive() throws Exception {
    boolean yes = true;
    byte b = 1;
    char c = 'c';
    short s = 2;
    int i = 3;
    long l = 4;
    float f = 5;
    double d = 6;
    String text = "t";
    int[] array = {7};

    assertThat(
            VirtualTimeLoop.run(
                () -> {
                  await(sleep(ofSeconds(1)));
                  return "" + yes + b + c + s + i + l + f + d + text + array[0] + seen;
                }))
        .isEqualTo("true1c2345.06.0t7[]");
  }

  @Test
  void lambdasInLambdasAwait() throws Exception {
    assertThat(
            VirtualTimeLoop.run(
                () -> {
                  int outer = await(sleep(ofSeconds(1), 1));
                  AsyncCallable<Integer> inner =
                      () -> {
                        int mine = await(sleep(ofSeconds(1), 2));
                        AsyncCallable<Integer> innermost = () -> outer + mine + await(done(3));
                        return await(async(innermost));
                      };
                  return outer + await(async(inner));
                }))
        .isEqualTo(7);
  }

  @Test
  void lambdasThatGiveCoroutinesAwait() {
    Function<Integer, Coroutine<Integer>> twice = n -> done(2 * await(sleep(ofSeconds(1), n)));
    Supplier<Coroutine<Integer>> lazy =
        () -> {
          seen.add("started");
          return done(await(twice.apply(4)));
        };
    Handler handler = request -> done(request + await(twice.apply(1)));

    Coroutine<Integer> call = lazy.get();
    assertThat(seen).isEmpty();
    assertThat(VirtualTimeLoop.run(call)).isEqualTo(8);
    assertThat(VirtualTimeLoop.run(handler.handle("got "))).isEqualTo("got 2");
  }

  @Test
  void lambdasInAsyncMethodsAndStaticOnesAwait() throws Exception {
    assertThat(VirtualTimeLoop.run(withLocals(5))).isEqualTo(16);
    assertThat(VirtualTimeLoop.run(AsyncLambdaTest::plain)).isEqualTo("plain");
  }

  @Async
  private static Coroutine<Integer> withLocals(int start) {
    int sum = await(sleep(ofSeconds(1), start));
    for (int turn = 0; turn < 2; turn++) {
      int fixed = turn + sum;
      AsyncFunction<Integer, Integer> add = n -> n + fixed + await(done(0));
      sum = await(async(add, turn));
    }
    return done(sum + await(async(() -> await(sleep(ofSeconds(1), 9)))));
  }

  private static String plain() {
    return "plain";
  }

  @Test
  void checkedExceptionsComeOutAsTheyAre() {
    TimeoutException failure = new TimeoutException("mine");
    AsyncCallable<String> failing =
        () -> {
          await(yieldNow());
          throw failure;
        };

    assertThatThrownBy(() -> VirtualTimeLoop.run(failing)).isSameAs(failure);
  }

  @Test
  void groupsAndTimeoutsTakeLambdas() throws Exception {
    String result =
        VirtualTimeLoop.run(
            () -> {
              String grouped =
                  await(
                      TaskGroup.run(
                          group -> {
                            group.createTask(() -> seen.add(await(sleep(ofSeconds(1), "child"))));
                            await(yieldNow());
                            return "body";
                          }));
              try {
                await(
                    timeout(
                        ofSeconds(1),
                        limit -> {
                          limit.reschedule(ofSeconds(3));
                          await(sleep(ofSeconds(9)));
                          return "never";
                        }));
              } catch (TimeoutException late) {
                seen.add(EventLoop.running().time() / 1_000_000_000L);
              }
              return grouped;
            });

    assertThat(result).isEqualTo("body");
    assertThat(seen).containsExactly("child", 4L);
  }

  @Test
  void callingAnAsyncLambdaDirectlySaysWhatToDo() {
    assertThatThrownBy(inField::call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("await(async(lambda))");
  }

  /** javac writes the method of such a lambda, but nothing that makes it. */
  @Test
  void aLambdaInDeadCodeIsNoMistake() throws Exception {
    String result =
        VirtualTimeLoop.run(
            () -> {
              if (DEAD) {
                AsyncCallable<String> dead = () -> await(sleep(ofSeconds(1), "dead"));
                return await(async(dead));
              }
              return await(done("alive"));
            });

    assertThat(result).isEqualTo("alive");
  }
}
