package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.AsyncFile;
import dev.weft.io.AsyncResponse;
import dev.weft.io.HttpSession;
import dev.weft.samples.site.LocalSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages downloaded into files, in real time: with a client that blocks, with one await after the
 * other, and all together. The first two take the sum of the times, the last one the longest.
 */
public final class PageDownloads {
  private static final int PAGES = 12;
  private static final long PAGE_MILLIS = 10;

  private final LocalSite site;
  private final Path folder;
  private int now;
  private int most;

  private PageDownloads(LocalSite site, Path folder) {
    this.site = site;
    this.folder = folder;
  }

  /** As it is written with a thread: simple, and one page at a time. */
  private void withBlockingClient() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    for (int page = 0; page < PAGES; page++) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(site.url(page))).build();
      client.send(request, BodyHandlers.ofFile(file(page)));
    }
  }

  @Async
  private Coroutine<Void> download(HttpSession session, int page) throws IOException {
    most = Math.max(most, ++now);
    try (AsyncResponse response = await(session.get(site.url(page)));
        AsyncFile file =
            await(
                AsyncFile.open(file(page), StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      await(file.write(await(response.bytes())));
    } finally {
      now--;
    }
    return done();
  }

  @Async
  private Coroutine<Void> oneByOne() throws IOException {
    try (HttpSession session = new HttpSession()) {
      for (int page = 0; page < PAGES; page++) {
        await(download(session, page));
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> together() throws IOException {
    try (HttpSession session = new HttpSession()) {
      List<Coroutine<Void>> downloads = new ArrayList<>();
      for (int page = 0; page < PAGES; page++) {
        downloads.add(download(session, page));
      }
      await(gather(downloads));
    }
    return done();
  }

  private Path file(int page) {
    return folder.resolve(page + ".txt");
  }

  /** The time since then, printed, and the files, counted and deleted. */
  private void report(String how, long start) throws IOException {
    long millis = (System.nanoTime() - start) / 1_000_000;
    int files = 0;
    for (int page = 0; page < PAGES; page++) {
      files += Files.deleteIfExists(file(page)) ? 1 : 0;
    }
    System.out.println(how + ": " + files + " files in " + millis + " ms");
  }

  /** Downloads three times and compares. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("pages");
    try (LocalSite site = LocalSite.open(PAGES, PAGE_MILLIS)) {
      PageDownloads downloads = new PageDownloads(site, folder);

      long start = System.nanoTime();
      downloads.withBlockingClient();
      downloads.report("blocking, one by one", start);

      start = System.nanoTime();
      run(downloads.oneByOne());
      downloads.report("awaiting, one by one", start);

      start = System.nanoTime();
      run(downloads.together());
      downloads.report("awaiting, together", start);
      System.out.println("at the same time: " + downloads.most);
    } finally {
      Files.delete(folder);
    }
  }
}
