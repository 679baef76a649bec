package dev.weft.io;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TimerHandle;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Happy eyeballs (RFC 8305): connects to several addresses, each a little later than the one
 * before, or as soon as that fails; the first connection counts, the others are given up.
 *
 * <pre>
 *   racing --an attempt fails, or the delay is up--> the next address joins
 *      |--an attempt connects--> won  --the others have ended--> its transport
 *      '--none is left---------> lost ------------------------> what all of them failed with
 * </pre>
 */
final class Racing extends Steps<Transport> {
  private final EventLoop loop = EventLoop.running();
  private final Network network;
  private final @Nullable SocketAddress local;
  private final Duration delay;
  private final Deque<SocketAddress> waiting;
  private final Set<Task<Transport>> running = new LinkedHashSet<>();
  private final List<IOException> failures = new ArrayList<>();

  /** Done when nobody runs any more. */
  private Future<Void> over = loop.createFuture();

  private @Nullable TimerHandle next;

  /** No address joins any more, and who connects now comes too late. */
  private boolean decided;

  private @Nullable Transport winner;

  /** What ends the race and is no failure to connect: a mistake, or the awaiting task's end. */
  private @Nullable Throwable stopped;

  Racing(
      Network network,
      List<SocketAddress> addresses,
      @Nullable SocketAddress local,
      Duration delay) {
    this.network = network;
    this.local = local;
    this.delay = delay;
    this.waiting = interleaved(addresses);
  }

  /** Like asyncio's interleave=1: IPv6 and IPv4 take turns, so that one that is dead costs one. */
  static Deque<SocketAddress> interleaved(List<SocketAddress> addresses) {
    Deque<SocketAddress> first = new ArrayDeque<>();
    Deque<SocketAddress> second = new ArrayDeque<>();
    for (SocketAddress address : addresses) {
      (isSix(address) == isSix(addresses.get(0)) ? first : second).add(address);
    }
    Deque<SocketAddress> mixed = new ArrayDeque<>();
    while (!first.isEmpty() || !second.isEmpty()) {
      if (!first.isEmpty()) {
        mixed.add(first.remove());
      }
      if (!second.isEmpty()) {
        mixed.add(second.remove());
      }
    }
    return mixed;
  }

  private static boolean isSix(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        && internet.getAddress() instanceof Inet6Address;
  }

  @Override
  Object step(int number, @Nullable Object value) throws Throwable {
    if (number == 0) {
      startNext();
      return over;
    }
    if (stopped != null) {
      throw stopped;
    }
    if (winner == null) {
      throw together(failures);
    }
    return winner;
  }

  private void startNext() {
    SocketAddress address = waiting.poll();
    if (address == null) {
      return;
    }
    Task<Transport> attempt = loop.createTask(connecting(address));
    running.add(attempt);
    attempt.addDoneCallback(ended -> ended(attempt));
    if (next != null) {
      next.cancel();
    }
    if (!waiting.isEmpty()) {
      next = loop.callLater(delay, this::startNext);
    }
  }

  /** Not called here: what it throws at once is the attempt's failure like any other. */
  private Coroutine<Transport> connecting(SocketAddress address) {
    return new Steps<Transport>() {
      @Override
      Object step(int number, @Nullable Object value) throws IOException {
        return number == 0 ? network.connect(address, local) : Steps.<Object>cast(value);
      }
    }.coroutine();
  }

  private void ended(Task<Transport> attempt) {
    running.remove(attempt);
    Throwable failure = attempt.isCancelled() ? null : attempt.exception();
    if (failure != null) {
      attemptFailed(failure);
    } else if (!attempt.isCancelled()) {
      connected(attempt.result());
    }
    if (!decided) {
      startNext();
    }
    if (running.isEmpty() && !over.isDone()) {
      over.setResult(null);
    }
  }

  private void connected(Transport transport) {
    if (decided) {
      transport.close(); // Second by less than a turn.
    } else {
      winner = transport;
      stop();
    }
  }

  private void attemptFailed(Throwable failure) {
    if (failure instanceof IOException broken) {
      failures.add(broken);
    } else if (!decided) {
      stopped = failure;
      stop();
    }
  }

  private void stop() {
    decided = true;
    if (next != null) {
      next.cancel();
    }
    running.forEach(Task::cancel);
  }

  /** The awaiting task was cancelled: the attempts end first, so that nothing is open then. */
  @Override
  Object failed(Throwable failure) throws Throwable {
    boolean secondTime = stopped != null;
    stop();
    if (winner != null) {
      winner.close();
    }
    if (secondTime || running.isEmpty()) {
      throw failure;
    }
    stopped = failure;
    over = loop.createFuture();
    goTo(1);
    return over;
  }

  /** Like asyncio: several failures are one, whose message has them all. */
  static IOException together(List<IOException> failures) {
    IOException first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    List<String> messages = failures.stream().map(Throwable::getMessage).toList();
    String message = "Multiple exceptions: " + String.join(", ", messages);
    IOException all =
        first instanceof java.net.ConnectException
            ? new java.net.ConnectException(message)
            : new IOException(message);
    all.initCause(first);
    return all;
  }
}
