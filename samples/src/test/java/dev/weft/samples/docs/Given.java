package dev.weft.samples.docs;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names that snippets in the documents use without saying where they come from. */
public final class Given {
  public static final Map<String, Integer> cache = new HashMap<>();
  public static final Map<String, Coroutine<Integer>> prices = new HashMap<>();
  public static final List<Coroutine<Integer>> coroutines = List.of();
  public static int lookups;

  private Given() {}

  /** What a shop is set up with. */
  public record Config() {}

  /** What takes long to make. */
  public record Report() {}

  @Async
  public static Coroutine<Config> loadConfig() {
    return Asyncio.done(new Config());
  }

  @Async
  public static Coroutine<Report> fetchReport() {
    return Asyncio.done(new Report());
  }

  @Async
  public static Coroutine<String> fetch(String sku) {
    return Asyncio.done(String.valueOf(sku.length()));
  }

  @Async
  public static Coroutine<Integer> load(String key) {
    return Asyncio.done(key.length());
  }

  @Async
  public static Coroutine<Void> firstHalf() {
    return Asyncio.done();
  }

  @Async
  public static Coroutine<Void> secondHalf() {
    return Asyncio.done();
  }

  public static HttpRequest request(String sku) {
    return HttpRequest.newBuilder(URI.create("http://shop.example/" + sku)).build();
  }
}
