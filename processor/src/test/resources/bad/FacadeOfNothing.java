import dev.weft.Async;
import dev.weft.AsyncFacade;
import dev.weft.Asyncio;
import dev.weft.Coroutine;

class FacadeOfNothing {
  // error: [FacadeOfNothing]
  @AsyncFacade(blocking = false, future = false)
  static class Shop {
    @Async
    Coroutine<Void> open() {
      return Asyncio.done();
    }
  }
}
