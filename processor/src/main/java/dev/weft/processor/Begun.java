package dev.weft.processor;

import dev.weft.weaver.Woven;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A class that another thread weaves, is going to weave or has woven. */
final class Begun {
  private final ClassFile.OnDisk file;
  private final @Nullable AnalyzedClass analyzed;

  /** What javac wrote. */
  private final byte[] bytes;

  private final CompletableFuture<Woven> future;

  private Begun(
      ClassFile.OnDisk file,
      @Nullable AnalyzedClass analyzed,
      byte[] bytes,
      CompletableFuture<Woven> future) {
    this.file = file;
    this.analyzed = analyzed;
    this.bytes = bytes;
    this.future = future;
  }

  /** Has a class woven by {@code thread} whose file javac has just written. */
  static Begun of(
      ClassFile.OnDisk file,
      @Nullable AnalyzedClass analyzed,
      Function<byte[], Woven> weaver,
      Executor thread) {
    try {
      byte[] bytes = file.read();
      CompletableFuture<Woven> future =
          CompletableFuture.supplyAsync(() -> weaver.apply(bytes), thread);
      return new Begun(file, analyzed, bytes, future);
    } catch (IOException | OutOfMemoryError e) {
      // Of an error, too, if the system gives no more threads. javac's thread will try again, and
      // tell of it, when it is the turn of this class.
      return new Begun(file, analyzed, new byte[0], CompletableFuture.failedFuture(e));
    }
  }

  ClassFile.OnDisk file() {
    return file;
  }

  @Nullable AnalyzedClass analyzed() {
    return analyzed;
  }

  /** Completed by the other thread. */
  CompletableFuture<Woven> future() {
    return future;
  }

  /**
   * What came of it, once it is done, or null if the other thread failed. That need not be a bug:
   * it may have had less stack than javac's, or no answer. So javac's thread is to try again.
   */
  @Nullable Woven woven() {
    return future.isCompletedExceptionally() ? null : future.join();
  }

  /** Whether the file is as it was: other tools rewrite class files while javac runs, too. */
  boolean isUntouched() {
    try {
      return Arrays.equals(bytes, file.read());
    } catch (IOException e) {
      return false; // It is rather gone or locked by now.
    }
  }
}
