package dev.weft;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Elements that are awaited one by one: inside async code {@code for (T x : iterable)} awaits
 * between elements.
 *
 * <p>A loop that is left before its end awaits {@code closeAsync()} of an iterator that is {@link
 * AsyncCloseable}, as those of generators are. What {@link #map}, {@link #filter} and {@link #take}
 * give works on demand and passes the closing on.
 *
 * @param <T> the elements
 */
public interface AsyncIterable<T> extends Iterable<T> {
  /**
   * Starts an iteration.
   *
   * @return stands before the first element
   */
  @Override
  AsyncIterator<T> iterator();

  /**
   * The elements of a publisher. Each iteration subscribes anew, asks for a few elements at a time,
   * and cancels its subscription when it is closed.
   *
   * @param publisher may signal in any thread
   * @return its elements
   * @param <T> the elements
   */
  static <T> AsyncIterable<T> from(Flow.Publisher<? extends T> publisher) {
    return () -> new PublisherIterator<>(publisher);
  }

  /**
   * A publisher of the elements. For each subscriber there is an iteration, in a task of the loop,
   * that goes on as far as elements are requested; cancelling closes it.
   *
   * @param loop where it iterates, and in whose thread it signals
   * @return a publisher for any thread
   */
  default Flow.Publisher<T> toPublisher(EventLoop loop) {
    return new IterablePublisher<>(this, loop);
  }

  /**
   * Each element turned into another.
   *
   * @param function gives the other
   * @return made on demand
   * @param <R> the new elements
   */
  default <R> AsyncIterable<R> map(Function<? super T, ? extends R> function) {
    return () ->
        new DerivedIterator<T, R>(iterator()) {
          @Override
          @Nullable Object finish(T from, @Nullable Object awaited) {
            return function.apply(from);
          }
        };
  }

  /**
   * Each element turned into another by code that may await.
   *
   * @param function gives the other
   * @return made on demand, one after another
   * @param <R> the new elements
   */
  default <R> AsyncIterable<R> mapAsync(AsyncFunction<? super T, ? extends R> function) {
    return () ->
        new DerivedIterator<T, R>(iterator()) {
          @Override
          Coroutine<?> start(T from) {
            return Lambdas.coroutine(function, from);
          }

          @Override
          @Nullable Object finish(T from, @Nullable Object awaited) {
            return awaited;
          }
        };
  }

  /**
   * The elements that pass a test.
   *
   * @param test which to keep
   * @return made on demand
   */
  default AsyncIterable<T> filter(Predicate<? super T> test) {
    return () ->
        new DerivedIterator<T, T>(iterator()) {
          @Override
          @Nullable Object finish(T from, @Nullable Object awaited) {
            return test.test(from) ? from : SKIP;
          }
        };
  }

  /**
   * The elements that pass a test that may await.
   *
   * @param test which to keep
   * @return made on demand
   */
  default AsyncIterable<T> filterAsync(AsyncFunction<? super T, Boolean> test) {
    return () ->
        new DerivedIterator<T, T>(iterator()) {
          @Override
          Coroutine<?> start(T from) {
            return Lambdas.coroutine(test, from);
          }

          @Override
          @Nullable Object finish(T from, @Nullable Object awaited) {
            return Boolean.TRUE.equals(awaited) ? from : SKIP;
          }
        };
  }

  /**
   * The first elements. At their end the iteration they come from is closed.
   *
   * @param count how many at most
   * @return made on demand
   * @throws IllegalArgumentException if the count is negative
   */
  default AsyncIterable<T> take(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("take(" + count + "): the count must not be negative");
    }
    return () -> new TakeIterator<>(iterator(), count);
  }

  /**
   * Collects the elements.
   *
   * @param collector as for streams
   * @return the collected elements
   * @param <A> what is collected into
   * @param <R> the result
   */
  default <A, R> Coroutine<R> collect(Collector<? super T, A, R> collector) {
    A container = collector.supplier().get();
    BiConsumer<A, ? super T> accumulator = collector.accumulator();
    return ForEach.of(
        this,
        element -> {
          accumulator.accept(container, element);
          return null;
        },
        () -> collector.finisher().apply(container));
  }

  /**
   * The elements in a list.
   *
   * @return a new list
   */
  default Coroutine<List<T>> toList() {
    return collect(Collectors.toList());
  }

  /**
   * Does something with each element.
   *
   * @param action what to do
   * @return to be awaited; done at the end
   */
  default Coroutine<Void> forEach(Action<? super T> action) {
    return ForEach.of(
        this,
        element -> {
          action.accept(element);
          return null;
        },
        () -> null);
  }

  /**
   * Does something that may await with each element, one after another.
   *
   * @param action what to do
   * @return to be awaited; done at the end
   */
  default Coroutine<Void> forEachAsync(AsyncConsumer<? super T> action) {
    return ForEach.of(this, element -> Lambdas.coroutine(action, element), () -> null);
  }

  /**
   * Not for async iterables: the elements have to be awaited. A lambda means {@link
   * #forEach(Action)}.
   *
   * @param action not called
   * @throws IllegalStateException always
   */
  @Override
  default void forEach(Consumer<? super T> action) {
    throw new IllegalStateException(
        "forEach(Consumer) of "
            + this
            + ", whose elements have to be awaited: pass a lambda, or an AsyncIterable.Action, and"
            + " await what forEach then gives");
  }

  /**
   * What {@link #forEach(Action)} does with an element; a type of its own so that a lambda means
   * that method and not the one of {@code Iterable}.
   *
   * @param <T> the elements
   */
  @FunctionalInterface
  interface Action<T> extends Consumer<T> {}
}
