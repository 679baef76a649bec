package dev.weft.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of one stream travel over: a socket, TLS over another transport, a pipe, or memory
 * in tests. It never blocks and buffers as little as it can; {@link TcpStream} does the rest.
 *
 * <p>After {@link #start} it calls {@link Events#readable} while there is something to read and
 * {@link #wantRead} is on, and {@link Events#writable} while there is room and {@link #wantWrite}
 * is on: again in every turn of the loop until told otherwise. It never calls inside one of its own
 * methods, always from the loop.
 */
public interface Transport {
  /** Who is told when something can be done. */
  interface Events {
    /** {@link #read} gives bytes, the end, or a failure. */
    void readable();

    /** {@link #write} takes bytes, or gives a failure. */
    void writable();
  }

  /**
   * Says who is told; reading is off and so is writing. A second call replaces the first.
   *
   * @param events called by the loop
   */
  void start(Events events);

  /**
   * Reads what is there.
   *
   * @param target where to
   * @return how many bytes, 0 if there are none now, -1 at the end
   * @throws IOException if there will be no more because something broke
   */
  int read(ByteBuffer target) throws IOException;

  /**
   * Writes as much as there is room for.
   *
   * @param source what to write; its position moves behind what was taken
   * @return how many bytes were taken
   * @throws IOException if nothing will be taken any more
   */
  int write(ByteBuffer source) throws IOException;

  /**
   * Switches {@link Events#readable} on or off.
   *
   * @param wanted whether to call it
   */
  void wantRead(boolean wanted);

  /**
   * Switches {@link Events#writable} on or off.
   *
   * @param wanted whether to call it
   */
  void wantWrite(boolean wanted);

  /**
   * Whether one direction can end while the other goes on.
   *
   * @return whether {@link #shutdownOutput} works
   */
  boolean canHalfClose();

  /**
   * Tells the peer that no more bytes follow.
   *
   * @throws IOException if that cannot be told
   */
  void shutdownOutput() throws IOException;

  /**
   * Takes leave before a {@link #close} in good order; called when all bytes were taken and nobody
   * reads any more. TLS says so to its peer.
   *
   * @param finished run once, here or later from the loop, also if leave could not be taken
   */
  default void finish(Runnable finished) {
    finished.run();
  }

  /** Gives back what it holds, at once; a second call does nothing. */
  void close();

  /**
   * Closes so that the peer sees a failure instead of the end; by default as {@link #close} does.
   */
  default void reset() {
    close();
  }

  /**
   * Where it is at home.
   *
   * @return its own address; null if it has none
   */
  @Nullable SocketAddress localAddress();

  /**
   * Where it leads to.
   *
   * @return the peer's address; null if it has none
   */
  @Nullable SocketAddress remoteAddress();
}
