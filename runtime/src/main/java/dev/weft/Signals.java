package dev.weft;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The signal handlers of a loop: a signal's callback runs in the loop, once for each signal. */
final class Signals {
  private final EventLoop loop;
  private final Map<String, Installed> installed = new LinkedHashMap<>();

  /** A callback, and what handled the signal before. */
  private record Installed(Handle callback, Object formerHandler) {}

  Signals(EventLoop loop) {
    this.loop = loop;
  }

  void add(String signal, Runnable callback) {
    Handle handle = new Handle(loop, callback, Context.copyCurrent());
    Object handler = SignalApi.handler(signal, () -> loop.offerFromOutside(arrived(signal)));
    Installed earlier = installed.get(signal);
    Object former = SignalApi.install(signal, handler);
    installed.put(signal, new Installed(handle, earlier == null ? former : earlier.formerHandler));
  }

  /** The callback is looked up in the loop: it may have been replaced or removed meanwhile. */
  private Handle arrived(String signal) {
    return Handle.internal(
        loop,
        () -> {
          Installed now = installed.get(signal);
          if (now != null) {
            now.callback.runEntry();
          }
        });
  }

  boolean remove(String signal) {
    Installed handler = installed.remove(signal);
    if (handler == null) {
      return false;
    }
    SignalApi.install(signal, handler.formerHandler);
    return true;
  }

  void removeAll() {
    Set.copyOf(installed.keySet()).forEach(this::remove);
  }
}
