package dev.weft.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads, looked up: this is compiled for JDK 17, which has none. */
public final class VirtualThreads {
  private VirtualThreads() {}

  /**
   * An executor that gives each task a virtual thread of its own.
   *
   * @throws IllegalStateException before JDK 21
   */
  public static ExecutorService newExecutor() {
    try {
      return (ExecutorService) factory().invokeExact();
    } catch (NoSuchMethodException old) {
      throw new IllegalStateException(
          "JDK "
              + Runtime.version().feature()
              + " has no virtual threads: run these benchmarks on JDK 21 or later, or leave out "
              + "the classes Threads",
          old);
    } catch (Throwable failure) {
      throw new IllegalStateException("cannot make an executor of virtual threads", failure);
    }
  }

  private static MethodHandle factory() throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findStatic(
            Executors.class,
            "newVirtualThreadPerTaskExecutor",
            MethodType.methodType(ExecutorService.class));
  }
}
