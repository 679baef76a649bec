package dev.weft.behaviour;

import java.lang.reflect.Proxy;

/**
 * Signals that this process raises itself, and who handles them now. By reflection, because naming
 * {@code sun.misc.Signal} is a warning that cannot be suppressed.
 */
final class RaisedSignals {
  private RaisedSignals() {}

  static void raise(String signal) {
    call("raise", signal, null);
  }

  /** What handles the signal now. */
  static String handlerOf(String signal) {
    return handler(signal).toString();
  }

  static Object handler(String signal) {
    Object now = install(signal, () -> {}); // There is no other way to ask.
    reinstall(signal, now);
    return now;
  }

  static Object install(String signal, Runnable action) {
    Class<?> type = load("sun.misc.SignalHandler");
    return reinstall(
        signal,
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                action.run();
              }
              return method.getReturnType() == String.class ? "the test's own" : null;
            }));
  }

  static Object reinstall(String signal, Object handler) {
    return call("handle", signal, handler);
  }

  private static Object call(String method, String signal, Object handler) {
    try {
      Class<?> type = load("sun.misc.Signal");
      Object it = type.getConstructor(String.class).newInstance(signal);
      return handler == null
          ? type.getMethod(method, type).invoke(null, it)
          : type.getMethod(method, type, load("sun.misc.SignalHandler")).invoke(null, it, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
