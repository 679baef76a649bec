package dev.weft.benchmarks.once;

/** Coroutines on the loop of {@code runBlocking}. */
final class Kotlin implements Peer {
  @Override
  public void onFutures(int tasks, Runnable parked) {
    KotlinOnce.onFutures(tasks, parked);
  }

  @Override
  public void onSleeps(int tasks, Runnable parked) {
    KotlinOnce.onSleeps(tasks, parked);
  }

  @Override
  public void deepOnFutures(int tasks, Runnable parked) {
    KotlinOnce.deepOnFutures(tasks, parked);
  }

  @Override
  public void sleep(int[] millis) {
    KotlinOnce.sleep(millis);
  }
}
