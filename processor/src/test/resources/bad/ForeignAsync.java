import static dev.weft.Asyncio.await;

import dev.weft.Future;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

class ForeignAsync {
  /** As Spring's and jcabi's. */
  @Target(ElementType.METHOD)
  @interface Async {
    /** As that of JetBrains. */
    @interface Execute {}
  }

  @Async
  void spring(Future<Integer> f) {
    // error: [ForeignAsync]
    await(f);
    await(f);
  }

  @Async.Execute
  void jetbrains(Future<Integer> f) {
    // error: [ForeignAsync]
    await(f);
  }

  @Async
  void notOurs() {}
}
