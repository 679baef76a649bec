package dev.weft.behaviour;

import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Body;
import dev.weft.compiled.Frame;
import java.util.function.Supplier;

/**
 * What the weaver makes of a method, written by hand: the contract of {@link dev.weft.compiled} in
 * one example. The source is
 *
 * <pre>{@code
 * @Async
 * static Coroutine<Integer> twice(Future<Integer> f) {
 *   int a = await(f);
 *   return done(a + await(f));
 * }
 * }</pre>
 */
final class HandWoven {
  private HandWoven() {}

  /** The method itself: captures the arguments and runs nothing. */
  static Coroutine<Integer> twice(Future<Integer> f) {
    Body body = HandWoven::lambda$twice$async; // Captures nothing: one instance for all calls.
    Frame<Integer> frame = new Frame<>(body, null);
    frame.r0 = f;
    return frame;
  }

  /** The method's code, which goes on where {@code frame.state} says. */
  @SuppressWarnings({"unchecked", "StatementSwitchToExpressionSwitch"}) // As the bytecode has it.
  private static Object lambda$twice$async(Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Future<Integer> f;
    int a;
    Object result;
    switch (frame.state) {
      case Frame.START:
        f = (Future<Integer>) frame.r0;
        result = Frame.await(f, frame, task);
        if (result == Frame.SUSPENDED) {
          frame.r0 = f; // Save what is needed after the await, and nothing else.
          frame.state = 1;
          return Frame.SUSPENDED;
        }
        break;
      case 1:
        f = (Future<Integer>) frame.r0;
        frame.r0 = null; // A frame that runs keeps nothing alive.
        result = frame.resumed(task);
        break;
      case 2:
        a = (int) frame.n0;
        result = frame.resumed(task);
        return a + (Integer) result;
      default: // Frame.DESCRIBE
        return "dev.weft.behaviour.HandWoven\ntwice\nHandWoven.java\n16,17,18";
    }
    a = (Integer) result;
    result = Frame.await(f, frame, task);
    if (result == Frame.SUSPENDED) {
      frame.n0 = a; // On the operand stack in the source; here it has to be saved.
      frame.state = 2;
      return Frame.SUSPENDED;
    }
    return a + (Integer) result;
  }

  /** {@code return n == 0 ? bottom : done(1 + await(countUp(n - 1, bottom)))}. */
  static Coroutine<Integer> countUp(int n, Coroutine<Integer> bottom) {
    Frame<Integer> frame = new Frame<>(HandWoven::lambda$countUp$async, null);
    frame.r0 = bottom;
    frame.n0 = n;
    return frame;
  }

  @SuppressWarnings("unchecked")
  private static Object lambda$countUp$async(Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Object result;
    if (frame.state == Frame.START) {
      Coroutine<Integer> bottom = (Coroutine<Integer>) frame.r0;
      if (frame.n0 == 0) {
        return Frame.tail(Frame.await(bottom, frame, task), frame);
      }
      result = Frame.await(countUp((int) frame.n0 - 1, bottom), frame, task);
      if (result == Frame.SUSPENDED) {
        frame.state = 1;
        return Frame.SUSPENDED;
      }
    } else {
      result = frame.resumed(task);
    }
    return 1 + (Integer) result;
  }

  /** {@code await(step); return n == 0 ? done(seen) : forEver(n - 1)}: a loop of tail awaits. */
  static Coroutine<Integer> forEver(int n, Supplier<Coroutine<Void>> step) {
    Frame<Integer> frame = new Frame<>(HandWoven::lambda$forEver$async, null);
    frame.r0 = step;
    frame.n0 = n;
    return frame;
  }

  @SuppressWarnings("unchecked")
  private static Object lambda$forEver$async(Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Supplier<Coroutine<Void>> step = (Supplier<Coroutine<Void>>) frame.r0;
    if (frame.state == Frame.START) {
      Object result = Frame.await(step.get(), frame, task);
      if (result == Frame.SUSPENDED) {
        frame.state = 1;
        return Frame.SUSPENDED;
      }
    } else {
      frame.resumed(task);
    }
    int n = (int) frame.n0;
    return n == 0 ? (Object) 0 : Frame.tail(Frame.await(forEver(n - 1, step), frame, task), frame);
  }
}
