package shop;

import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncFacade;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Sells things.
 *
 * @param <K> how things are called
 * @param <V> the things
 */
@AsyncFacade
@NullMarked
public class Shop<K extends Comparable<K>, V extends @Nullable Object> extends Market<K>
    implements Closing {
  /**
   * The price of a thing. See {@link #find} and {@link List}.
   *
   * @param sku its name
   * @return the price
   * @throws IOException if nobody knows it
   */
  @Async
  public Coroutine<Integer> price(String sku, @Nullable K key) throws IOException {
    return done(1);
  }

  @Async
  public Coroutine<Integer> price() {
    return done(1);
  }

  @Async
  Coroutine<@Nullable Integer> find(Map<K, ? extends @Nullable V> all, String @Nullable [] names) {
    return done(null);
  }

  /**
   * Opens.
   *
   * @return when it is open
   */
  @Async
  protected Coroutine<Void> open() {
    return done();
  }

  @Async
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T extends V, X extends Exception & Runnable> Coroutine<List<T>> all(
      int most, T... more) throws X, InterruptedException {
    return done(List.of(more));
  }

  @Async
  public Task<String> task() {
    return Task.done("");
  }

  @Async
  public CompletableFuture<Long> future() {
    return CompletableFuture.completedFuture(1L);
  }

  @Async
  public CompletionStage<? extends Number> stage() {
    return CompletableFuture.completedFuture(1L);
  }

  @Async
  public static <T> Coroutine<T> same(T thing) {
    return done(thing);
  }

  /**
   * Wide open.
   *
   * @deprecated too wide
   */
  @Deprecated(since = "2", forRemoval = true)
  @Async
  public Coroutine<?> old() {
    return done();
  }

  @SuppressWarnings("rawtypes")
  public Coroutine raw() {
    return done();
  }

  public CompletionStage<Long> notAsync() {
    return CompletableFuture.completedFuture(1L);
  }

  @Async
  private Coroutine<Void> secret() {
    return done();
  }

  /** An inner class. */
  @AsyncFacade(future = false)
  public class Shelf<T> {
    @Async
    public Coroutine<T> top(Map.Entry<K, T> entry) {
      return done(entry.getValue());
    }
  }

  @AsyncFacade(blocking = false)
  interface Api {
    Coroutine<String> name();

    CompletionStage<Double> weight();

    default Coroutine<Character> initial() {
      return done('c');
    }
  }

  @AsyncFacade(future = false)
  static final class Statics {
    @Async
    static Coroutine<Boolean> isOpen() {
      return done(true);
    }
  }
}

class Market<B> {
  @Async
  public Coroutine<B> inherited(List<? super B> things, B thing) {
    return done(thing);
  }

  @Async
  public Coroutine<Integer> price() {
    return done(2);
  }
}

interface Closing {
  /** Closes {@linkplain Map all}. */
  default Coroutine<Void> close() {
    return done();
  }
}
