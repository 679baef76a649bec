import dev.weft.AsyncFacade;
import dev.weft.Coroutine;

class FacadeNameTaken {
  // error: [FacadeNameTaken]
  @AsyncFacade
  interface Shop {
    Coroutine<Void> open();
  }
}

// error: [FacadeNameTaken]
@AsyncFacade(future = false)
interface FacadeNameTaken_Shop {
  Coroutine<Void> open();
}

class FacadeNameTaken_ShopFutures {}
