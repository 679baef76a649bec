package dev.weft.processor.facade;

import com.palantir.javapoet.ClassName;
import java.util.Set;

/** All names of the runtime that facades are recognised by or written with. */
public final class FacadeSymbols {
  /** The annotation that asks for facades. */
  public static final String ASYNC_FACADE = "dev.weft.AsyncFacade";

  static final String ASYNC = "dev.weft.Async";
  static final String GENERATOR = "dev.weft.AsyncGenerator";

  /** What an async method may return, as others may. */
  static final Set<String> STAGES =
      Set.of("java.util.concurrent.CompletionStage", "java.util.concurrent.CompletableFuture");

  static final ClassName BLOCKING_CALLS = ClassName.get("dev.weft.compiled", "BlockingCalls");
  static final ClassName FUTURE_CALLS = ClassName.get("dev.weft.compiled", "FutureCalls");
  static final ClassName RUNNER = ClassName.get("dev.weft", "Runner");
  static final ClassName EVENT_LOOP = ClassName.get("dev.weft", "EventLoop");

  private FacadeSymbols() {}
}
