import dev.weft.AsyncFacade;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;

class FacadeSkips {
  @AsyncFacade
  interface Shop {
    Coroutine<String> name();

    // note: [FacadeSkips]
    AsyncGenerator<String> names();

    @SuppressWarnings("weft:FacadeSkips")
    AsyncGenerator<String> more();
  }

  // note: [FacadeSkips]
  @AsyncFacade
  interface Inheriting extends Shop {}
}
