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

  /** Installs a handler and gives the former one. */
  static Object handle(String signal, Runnable handler) {
    return install(
        signal,
        type ->
            Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("handle")) {
                    handler.run();
                  }
                  return method.getReturnType() == int.class
                      ? System.identityHashCode(proxy)
                      : method.getReturnType() == boolean.class
                          ? proxy == arguments[0]
                          : method.getReturnType() == String.class ? "Weft" : null;
                }));
  }

  static void restore(String signal, Object former) {
    install(signal, type -> former);
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

  private interface HandlerMaker {
    Object make(Class<?> handlerType);
  }

  private static Object install(String signal, HandlerMaker maker) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object it = signalType.getConstructor(String.class).newInstance(signal);
      @Nullable Object former =
          signalType
              .getMethod("handle", signalType, handlerType)
              .invoke(null, it, maker.make(handlerType));
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

  private static UnsupportedOperationException unsupported(String signal, Exception e) {
    return new UnsupportedOperationException(
        "cannot handle signal " + signal + ": this JDK has no sun.misc.Signal", e);
  }
}
