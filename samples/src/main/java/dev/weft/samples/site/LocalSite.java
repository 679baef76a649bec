package dev.weft.samples.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A web site in this process whose pages take a while. Page {@code n} links to pages {@code 2n + 1}
 * and {@code 2n + 2}, as far as there are such. It is the JDK's server with threads of its own, so
 * that clients which block can use it, too.
 */
public final class LocalSite implements AutoCloseable {
  private final int pages;
  private final Executor later;
  private final HttpServer server;

  private LocalSite(int pages, long delayMillis) throws IOException {
    this.pages = pages;
    this.later = CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** A site of so many pages, each of which takes so long. */
  public static LocalSite open(int pages, long delayMillis) throws IOException {
    LocalSite site = new LocalSite(pages, delayMillis);
    site.server.createContext("/", site::answerLater);
    site.server.start();
    return site;
  }

  /** The port that it listens to. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The address of a page. */
  public String url(int page) {
    return "http://127.0.0.1:" + port() + "/" + page;
  }

  private void answerLater(HttpExchange exchange) {
    later.execute(() -> answer(exchange));
  }

  private void answer(HttpExchange exchange) {
    int page = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
    List<String> lines = new ArrayList<>(List.of("This is page " + page + "."));
    for (int linked = 2 * page + 1; linked <= 2 * page + 2 && linked < pages; linked++) {
      lines.add("See " + url(linked) + " as well.");
    }
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
