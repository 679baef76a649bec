package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.AsyncResponse;
import dev.weft.io.HttpSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pages got together, as with aiohttp; the server is the JDK's own. */
public final class HttpPages {
  private HttpPages() {}

  @Async
  static Coroutine<String> title(HttpSession session, String url) throws IOException {
    try (AsyncResponse response = await(session.get(url))) {
      return done(response.status() + " " + await(response.text()));
    }
  }

  @Async
  static Coroutine<List<String>> titles(String site) throws IOException {
    try (HttpSession session = new HttpSession()) {
      return done(await(gather(title(session, site + "/one"), title(session, site + "/two"))));
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] page = ("page" + exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  /** Gets two pages of a server in this process. */
  public static void main(String[] args) throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(here, 0);
    server.createContext("/", HttpPages::answer);
    server.start();
    try {
      run(titles("http://127.0.0.1:" + server.getAddress().getPort())).forEach(System.out::println);
    } finally {
      server.stop(0);
    }
  }
}
