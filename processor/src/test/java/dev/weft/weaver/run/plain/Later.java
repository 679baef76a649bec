package dev.weft.weaver.run.plain;

/** The plain twin of {@link dev.weft.weaver.run.Later}. */
public final class Later {
  private static final StringBuilder LOG = new StringBuilder();

  private Later() {}

  public static <T> Future<T> soon(T value) {
    return new Future<>(() -> value);
  }

  public static <T> Future<T> stage(T value) {
    return soon(value);
  }

  public static <T> Future<T> fail(Throwable error) {
    return new Future<>(
        () -> {
          throw error instanceof Exception exception ? exception : new Exception(error);
        });
  }

  public static <T> Future<T> after(Runnable action, T value) {
    action.run();
    return soon(value);
  }

  public static <T> T log(T value) {
    LOG.append(value);
    return value;
  }

  public static String logged() {
    String text = LOG.toString();
    LOG.setLength(0);
    return text;
  }
}
