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
    Installed earlier = installed.get(signal);
    Object former = SignalApi.handle(signal, () -> loop.offerFromOutside(onSignal(handle)));
    installed.put(signal, new Installed(handle, earlier == null ? former : earlier.formerHandler));
  }

  private Handle onSignal(Handle callback) {
    return Handle.internal(loop, callback::runEntry);
  }

  boolean remove(String signal) {
    Installed handler = installed.remove(signal);
    if (handler == null) {
      return false;
    }
    handler.callback.cancel(); // A signal that is on its way does nothing any more.
    SignalApi.restore(signal, handler.formerHandler);
    return true;
  }

  void removeAll() {
    Set.copyOf(installed.keySet()).forEach(this::remove);
  }
}
