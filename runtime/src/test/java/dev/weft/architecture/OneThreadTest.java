package dev.weft.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.house.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The runtime belongs to one thread: only the files listed here may use what threads share memory
 * with.
 */
class OneThreadTest {
  private static final Pattern SHARED_MEMORY =
      Pattern.compile(
          "\\b(?:volatile|synchronized|VarHandle)\\b"
              + "|\\bjava\\.util\\.concurrent\\.(?:atomic|locks)\\b");

  /** File and the reason why other threads meet it. */
  private static final Map<String, String> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              entry(
                  "dev/weft/CancelledError.java",
                  "Throwable declares fillInStackTrace synchronized"),
              entry(
                  "dev/weft/EventLoop.java",
                  "other threads ask for the default loop and for isClosed"),
              entry("dev/weft/Interrupts.java", "signals arrive in threads of their own"),
              entry("dev/weft/LiveLoops.java", "loops are made in any thread, and any may look"),
              entry(
                  "dev/weft/NeverAwaited.java",
                  "the collector's thread reports; coroutines belong to none"),
              entry("dev/weft/Stages.java", "other threads cancel the mirror of a future"),
              entry("dev/weft/TaskNumbers.java", "loops in several threads number their tasks"),
              entry("dev/weft/WatchedEntries.java", "the watchdog reads what runs since when"),
              entry("dev/weft/Watchdog.java", "loops in several threads share the one watchdog"),
              entry("dev/weft/loop/EntryQueue.java", "other threads hand entries to the loop here"),
              entry(
                  "dev/weft/loop/SelectorLoop.java",
                  "other threads read whether a wake-up is needed"),
              entry("dev/weft/loop/SelectorPoller.java", "other threads wake the selector up"),
              entry(
                  "dev/weft/loop/WaitingThread.java",
                  "waits for loops that have no thread to wait in")));

  @Test
  void onlyTheListedFilesShareMemory() throws IOException {
    assertThat(sharing(SourceFile.below(Path.of("src/main/java"))))
        .as("files that share memory between threads; add one only with its reason")
        .containsExactlyElementsOf(ALLOWED.keySet());
  }

  @Test
  void eachWayToShareIsSeen() {
    assertThat(
            Stream.of(
                    "volatile int x;",
                    "synchronized void x() {}",
                    "import java.util.concurrent.atomic.AtomicInteger;",
                    "import java.util.concurrent.locks.*;",
                    "VarHandle x;")
                .map(code -> SourceFile.of(code, code)))
        .allSatisfy(bad -> assertThat(sharing(List.of(bad))).hasSize(1));
  }

  @Test
  void talkingAboutItIsFree() {
    assertThat(sharing(List.of(SourceFile.of("Good.java", "/* no volatile */ int x; // locks"))))
        .isEmpty();
  }

  private static List<String> sharing(List<SourceFile> sources) {
    return sources.stream()
        .filter(source -> SHARED_MEMORY.matcher(source.code()).find())
        .map(SourceFile::name)
        .toList();
  }
}
