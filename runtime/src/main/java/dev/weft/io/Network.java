package dev.weft.io;

import dev.weft.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Streams} connects and listens through: the system's sockets, unless a context is told
 * to use another one, for instance one that lives in memory and in virtual time.
 */
public interface Network {
  /**
   * Finds the addresses of a host, not on the loop.
   *
   * @param host a name or an address; null for all of this host's own, to listen on
   * @param port the port of each
   * @return one or more addresses, in the order in which they should be tried
   * @throws IOException when awaited, if there are none
   */
  Coroutine<List<SocketAddress>> resolve(@Nullable String host, int port) throws IOException;

  /**
   * Connects; if that is cancelled nothing is left open.
   *
   * @param remote where to
   * @param local where from; null for anywhere
   * @return an open transport
   * @throws IOException when awaited, if there is no connection
   */
  Coroutine<Transport> connect(SocketAddress remote, @Nullable SocketAddress local)
      throws IOException;

  /**
   * Begins to listen.
   *
   * @param address where
   * @param options backlog and the like
   * @return where connections come in
   * @throws IOException if the address is taken, or not ours
   */
  Listener listen(SocketAddress address, ServerOptions options) throws IOException;

  /** Where connections come in. */
  interface Listener {
    /**
     * Where it listens.
     *
     * @return the address, with the port that was chosen if none was given
     */
    SocketAddress address();

    /**
     * Takes the next connection.
     *
     * @return an open transport; null if nobody waits
     * @throws IOException if it could not be taken; the next one may work
     */
    @Nullable Transport accept() throws IOException;

    /**
     * Says what to call while somebody waits to be accepted.
     *
     * @param acceptable called by the loop in every turn; null to stop
     */
    void whenAcceptable(@Nullable Runnable acceptable);

    /** Stops listening; a second call does nothing. */
    void close();
  }

  /**
   * The network of the current context.
   *
   * @return the system's unless {@link #use} named another one
   */
  static Network current() {
    return SystemNetwork.IN_USE.get();
  }

  /**
   * Names the network for the current context and for the tasks that are made in it.
   *
   * @param network what streams and servers made from now on go through
   */
  static void use(Network network) {
    SystemNetwork.IN_USE.set(network);
  }
}
