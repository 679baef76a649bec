package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** There is a thread beside javac's where it helps, and only as long as it does. */
class WeaverThreadTest {
  @Test
  void oneProcessorHasNothingToShare() {
    assertThat(WeaverThread.ifUseful(true, 1)).isNull();
  }

  @Test
  void compilationThatNeverEndsPutsNothingOff() {
    assertThat(WeaverThread.ifUseful(false, 8)).isNull();
  }

  @Test
  void threadIsOneForAllClassesAndKeepsNobodyFromExiting() {
    Executor executor = WeaverThread.ifUseful(true, 2);
    Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
    assertThat(thread.getName()).isEqualTo("weft-weaver");
    assertThat(thread.isDaemon()).isTrue();
    Executor patient = WeaverThread.executor(Duration.ofMinutes(1));
    assertThat(CompletableFuture.supplyAsync(Thread::currentThread, patient).join())
        .isSameAs(CompletableFuture.supplyAsync(Thread::currentThread, patient).join());
    ((ExecutorService) patient).shutdown();
  }

  @Test
  @Timeout(120)
  void threadEndsByItself() throws InterruptedException {
    Executor executor = WeaverThread.executor(Duration.ofMillis(1));
    CompletableFuture.supplyAsync(Thread::currentThread, executor).join().join();
  }
}
