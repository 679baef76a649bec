package dev.weft;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.misc.Signal} by reflection: the JDK has no other way to catch a signal, and naming the
 * class would warn every build that compiles with {@code -Werror}.
 */
final class SignalApi {
  private SignalApi() {}

  /** A handler that can be installed; it runs in the thread in which the JVM delivers signals. */
  static Object handler(String signal, Runnable action) {
    Class<?> type;
    try {
      type = Class.forName("sun.misc.SignalHandler");
    } catch (ClassNotFoundException e) {
      throw unsupported(signal, e);
    }
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            action.run();
          }
          return method.getReturnType() == int.class
              ? System.identityHashCode(proxy)
              : method.getReturnType() == boolean.class
                  ? proxy == arguments[0]
                  : method.getReturnType() == String.class ? "Weft" : null;
        });
  }

  /** Installs a handler and gives the former one. */
  static Object install(String signal, Object handler) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object it = signalType.getConstructor(String.class).newInstance(signal);
      @Nullable Object former =
          signalType.getMethod("handle", signalType, handlerType).invoke(null, it, handler);
      return former == null ? "none" : former;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw unsupported(signal, e);
    } catch (ReflectiveOperationException e) {
      throw unsupported(signal, e);
    }
  }

  /** Whether a handler is what the JVM starts with for the signals that end it. */
  static boolean endsTheJvm(Object handler) {
    return handler.toString().startsWith("java.lang.Terminator"); // The wrapper passes its text on.
  }

  /** Hands a signal to the handler that was there before ours. */
  static void handOver(String signal, Object former) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Object it = type.getConstructor(String.class).newInstance(signal);
      Class.forName("sun.misc.SignalHandler").getMethod("handle", type).invoke(former, it);
    } catch (ReflectiveOperationException e) {
      throw unsupported(signal, e);
    }
  }

  private static UnsupportedOperationException unsupported(String signal, Exception e) {
    return new UnsupportedOperationException(
        "cannot handle signal " + signal + ": this JDK has no sun.misc.Signal", e);
  }
}
