package dev.weft.loop;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever threads do to an {@link EntryQueue}, it looks as if they had done it one by one. */
public final class EntryQueueLincheckTest {
  private final EntryQueue queue = new EntryQueue();

  @Operation
  public boolean add(@Param(gen = IntGen.class) int entry) {
    return queue.add(entry);
  }

  @Operation(nonParallelGroup = "consumer")
  public String drain() {
    ReadyQueue ready = new ReadyQueue();
    queue.drainTo(ready);
    StringBuilder drained = new StringBuilder();
    Object entry;
    while ((entry = ready.poll()) != null) {
      drained.append(entry).append(' ');
    }
    return drained.toString();
  }

  @Operation
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  @Operation
  public void close() {
    queue.close();
  }

  @Test
  void everyInterleavingIsLinearizable() {
    new ModelCheckingOptions()
        .threads(3)
        .actorsPerThread(2)
        .iterations(10)
        .invocationsPerIteration(100)
        .sequentialSpecification(OneByOne.class)
        .check(EntryQueueLincheckTest.class);
  }

  @Test
  void realThreadsAreLinearizable() {
    new StressOptions()
        .threads(3)
        .actorsPerThread(2)
        .iterations(10)
        .invocationsPerIteration(200)
        .sequentialSpecification(OneByOne.class)
        .check(EntryQueueLincheckTest.class);
  }

  /** What the queue is if only one thread at a time uses it. */
  public static final class OneByOne {
    private final Queue<Integer> entries = new ArrayDeque<>();
    private boolean closed;

    public boolean add(int entry) {
      if (closed) {
        throw new RejectedExecutionException();
      }
      entries.add(entry);
      return entries.size() == 1;
    }

    public String drain() {
      StringBuilder drained = new StringBuilder();
      @Nullable Integer entry;
      while ((entry = entries.poll()) != null) {
        drained.append(entry).append(' ');
      }
      return drained.toString();
    }

    public boolean isEmpty() {
      return entries.isEmpty();
    }

    public void close() {
      closed = true;
      entries.clear();
    }
  }
}
