import dev.weft.Async;
import dev.weft.AsyncFacade;
import dev.weft.Asyncio;
import dev.weft.Coroutine;

class FacadeImpossible<T> {
  // error: [FacadeImpossible]
  @AsyncFacade
  private static class Shop {
    @Async
    Coroutine<Void> open() {
      return Asyncio.done();
    }
  }

  private interface Hidden {
    // error: [FacadeImpossible]
    @AsyncFacade(future = true)
    interface Inside {
      Coroutine<Void> open();
    }
  }

  // error: [FacadeImpossible]
  @AsyncFacade
  abstract class Inner<T> {
    abstract Coroutine<T> open();
  }

  @AsyncFacade
  abstract static class Nested<T> {
    abstract Coroutine<T> open();
  }
}
