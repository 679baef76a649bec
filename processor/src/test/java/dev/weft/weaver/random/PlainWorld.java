package dev.weft.weaver.random;

import java.util.function.Supplier;

/** What the words of generated programs mean in the twin that never suspends. */
public final class PlainWorld extends Trace {
  private PlainWorld() {}

  /** Looks at what was caught. */
  public static void look(Throwable caught) {
    log(caught);
  }

  /** Stands in for {@code dev.weft.Asyncio}. */
  public static final class Asyncio {
    private Asyncio() {}

    public static <T> T await(World.Later<T> value) {
      return value.get();
    }

    public static <T> T done(T value) {
      return value;
    }

    public static <T> World.Later<T> createTask(World.Later<T> body) {
      return body;
    }

    public static <T> World.Later<T> async(Supplier<T> body) {
      return body::get;
    }

    public static void emit(Object value) {
      PlainGenerator.emit(value);
    }

    public static <T> PlainGenerator<T> end() {
      return null;
    }
  }

  /** Where values come from. */
  public static final class World extends Trace {
    private World() {}

    public static <T> PlainGenerator<T> generator(Supplier<PlainGenerator<T>> body) {
      return new PlainGenerator<>(body);
    }

    /** A resource. */
    public static final class Hall implements AutoCloseable {
      private final int number;

      public Hall(int number) {
        this.number = number;
        log("open hall " + number);
      }

      public int number() {
        return number;
      }

      @Override
      public void close() {
        log("close hall " + number);
        if (number % 5 == 3) {
          throw new Blue("hall " + number);
        }
      }
    }

    /** Something to await. */
    public interface Later<T> {
      T get();
    }

    public static <T> Later<T> made(Supplier<T> body) {
      return body::get;
    }

    public static <T> Later<T> same(int place, Later<T> coroutine) {
      log("same " + place);
      return coroutine;
    }

    public static <T> Later<T> soon(int place, T value) {
      log("soon " + place + " " + (value instanceof Later ? "later" : value));
      return () -> value;
    }

    public static <T> Later<T> stage(int place, T value) {
      return soon(place, value);
    }

    public static <T> Later<T> fails(int place, T likeThis, RuntimeException error) {
      log("fails " + place);
      return () -> {
        throw error;
      };
    }
  }
}
