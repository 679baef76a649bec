package dev.weft;

import dev.weft.loop.Poller;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a loop watches: asyncio's add_reader and add_writer over one selector.
 *
 * <p>A channel without callbacks stays registered, with no interest: a cancelled key could not be
 * used again before the selector's next look.
 */
final class Channels {
  private static final int IN = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int OUT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final EventLoop loop;
  private final Poller poller;

  Channels(EventLoop loop, Poller poller) {
    this.loop = loop;
    this.poller = poller;
  }

  void addReader(SelectableChannel channel, Runnable callback) {
    Watched watched = watched(channel);
    watched.reader = loop.noted(new Handle(loop, callback, Context.copyCurrent()));
    boolean accepts = channel instanceof ServerSocketChannel;
    watched.want(IN, accepts ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ);
  }

  void addWriter(SelectableChannel channel, Runnable callback) {
    Watched watched = watched(channel);
    watched.writer = loop.noted(new Handle(loop, callback, Context.copyCurrent()));
    boolean connects = channel instanceof SocketChannel socket && socket.isConnectionPending();
    watched.want(OUT, connects ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE);
  }

  boolean removeReader(SelectableChannel channel) {
    Watched watched = find(channel);
    if (watched == null || watched.reader == null) {
      return false;
    }
    watched.reader.cancel();
    watched.reader = null;
    watched.want(IN, 0);
    return true;
  }

  boolean removeWriter(SelectableChannel channel) {
    Watched watched = find(channel);
    if (watched == null || watched.writer == null) {
      return false;
    }
    watched.writer.cancel();
    watched.writer = null;
    watched.want(OUT, 0);
    return true;
  }

  private @Nullable Watched find(SelectableChannel channel) {
    if (!channel.isRegistered()) {
      return null; // Never watched, or closed and forgotten: the selector need not be opened.
    }
    SelectionKey key = channel.keyFor(poller.selector());
    return key == null ? null : (Watched) key.attachment();
  }

  private Watched watched(SelectableChannel channel) {
    if (channel.isBlocking()) {
      throw new IllegalArgumentException(
          "cannot watch " + channel + " in blocking mode: call configureBlocking(false) first");
    }
    Selector selector = poller.selector();
    SelectionKey key = channel.keyFor(selector);
    if (key != null) {
      return (Watched) key.attachment();
    }
    try {
      Watched watched = new Watched();
      watched.key = channel.register(selector, 0, watched);
      return watched;
    } catch (ClosedChannelException e) {
      throw new IllegalArgumentException("cannot watch " + channel + ": it is closed", e);
    }
  }

  /** One channel and who wants to know: the entry that becomes ready when its key does. */
  static final class Watched {
    private @Nullable SelectionKey key;
    private @Nullable Handle reader;
    private @Nullable Handle writer;

    private void want(int mask, int ops) {
      SelectionKey registered = key;
      if (registered == null || !registered.isValid()) {
        return; // The channel was closed, and watches nothing any more.
      }
      int before = registered.interestOps();
      int after = (before & ~mask) | ops;
      if (after != before) {
        registered.interestOps(after); // Costs a system call at the selector's next look.
      }
    }

    /** Like asyncio: who reads first, then who writes; the first may take the second back. */
    void runEntry() {
      Handle in = reader;
      if (in != null && isReady(IN)) {
        in.runEntry();
      }
      Handle out = writer;
      if (out != null && isReady(OUT)) {
        out.runEntry();
      }
    }

    @Override
    public String toString() {
      return "<callbacks of " + (key == null ? "no channel" : key.channel()) + ">";
    }

    private boolean isReady(int mask) {
      SelectionKey registered = key;
      return registered != null && registered.isValid() && (registered.readyOps() & mask) != 0;
    }
  }
}
