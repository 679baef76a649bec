package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

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
  void threadKeepsNobodyFromExitingAndEndsByItself() throws InterruptedException {
    Executor executor = WeaverThread.ifUseful(true, 2);
    Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
    assertThat(thread.getName()).isEqualTo("weft-weaver");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(CompletableFuture.supplyAsync(Thread::currentThread, executor).join())
        .isSameAs(thread);
    thread.join(20_000);
    assertThat(thread.isAlive()).isFalse();
  }
}
