package dev.weft.weaver.random;

/** What the words of generated programs mean in the twin that never suspends. */
public final class PlainWorld extends Trace {
  private PlainWorld() {}

  /** Stands in for {@code dev.weft.Asyncio}. */
  public static final class Asyncio {
    private Asyncio() {}

    public static <T> T await(World.Later<T> value) {
      return value.get();
    }

    public static Object done(Object value) {
      return value;
    }
  }

  /** Where values come from. */
  public static final class World extends Trace {
    private World() {}

    /** Something to await. */
    public interface Later<T> {
      T get();
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
