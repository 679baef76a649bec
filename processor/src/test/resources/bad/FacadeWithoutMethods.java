import dev.weft.Async;
import dev.weft.AsyncFacade;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import java.util.concurrent.CompletionStage;

class FacadeWithoutMethods {
  // error: [FacadeWithoutMethods]
  @AsyncFacade
  static class Empty {}

  // error: [FacadeWithoutMethods]
  @AsyncFacade
  abstract static class Others {
    @Async
    private Coroutine<Void> secret() {
      return Asyncio.done();
    }

    int plain() {
      return 1;
    }

    CompletionStage<Integer> notAsync() {
      throw new UnsupportedOperationException(secret() + "" + plain());
    }
  }

  // error: [FacadeWithoutMethods]
  @AsyncFacade(future = false)
  @interface Annotation {
    String value();
  }

  @AsyncFacade
  interface AbstractStageIsEnough {
    CompletionStage<Integer> stage();
  }
}
