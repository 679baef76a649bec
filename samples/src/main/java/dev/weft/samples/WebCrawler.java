package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.io.AsyncResponse;
import dev.weft.io.HttpSession;
import dev.weft.samples.site.LocalSite;
import dev.weft.sync.AsyncSemaphore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows every link of a site, each page once, never more than four at a time. The task group ends
 * when the last page has no link left; the first failure would cancel the rest.
 */
@SuppressWarnings("try") // A permit is there to be closed.
public final class WebCrawler {
  private static final Pattern LINK = Pattern.compile("http://\\S+");

  private final HttpSession session;
  private final AsyncSemaphore limit = new AsyncSemaphore(4);
  private final Set<String> seen = new HashSet<>(); // No lock: one thread, and no await between.
  private int now;
  private int most;

  private WebCrawler(HttpSession session) {
    this.session = session;
  }

  @Async
  private Coroutine<Void> visit(TaskGroup group, String url) throws IOException {
    Matcher links = LINK.matcher(await(load(url)));
    while (links.find()) {
      if (seen.add(links.group())) {
        group.createTask(visit(group, links.group()));
      }
    }
    return done();
  }

  @Async
  private Coroutine<String> load(String url) throws IOException {
    try (var permit = await(limit.acquire())) {
      most = Math.max(most, ++now);
      try (AsyncResponse response = await(session.get(url))) {
        return done(await(response.text()));
      } finally {
        now--;
      }
    }
  }

  @Async
  static Coroutine<Void> crawl(String start) throws IOException {
    try (HttpSession session = new HttpSession()) {
      WebCrawler crawler = new WebCrawler(session);
      crawler.seen.add(start);
      await(
          TaskGroup.run(
              group -> {
                group.createTask(crawler.visit(group, start));
              }));
      System.out.println(crawler.seen.size() + " pages, " + crawler.most + " at a time");
    }
    return done();
  }

  /** Crawls a site in this process. */
  public static void main(String[] args) throws IOException {
    try (LocalSite site = LocalSite.open(31, 5)) {
      run(crawl(site.url(0)));
    }
  }
}
