import dev.weft.AsyncFacade;
import dev.weft.Coroutine;

class FacadeImpossibleInMethod {
  void method() {
    // error: [FacadeImpossible]
    @AsyncFacade
    abstract class Local {
      abstract Coroutine<Void> open();

      // error: [FacadeImpossible]
      @AsyncFacade
      interface Inside {
        Coroutine<Void> open();
      }
    }
    new Object() {
      // error: [FacadeImpossible]
      @AsyncFacade
      abstract class InAnonymous {
        abstract Coroutine<Void> open();
      }
    };
  }

  @AsyncFacade
  interface Nested {
    Coroutine<Void> open();
  }
}
