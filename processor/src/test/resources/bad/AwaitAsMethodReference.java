import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.Future;
import java.util.List;
import java.util.function.Function;

class AwaitAsMethodReference {
  @Async
  Coroutine<List<Integer>> all(List<Future<Integer>> futures) {
    // error: [AwaitAsMethodReference]
    return Asyncio.done(futures.stream().<Integer>map(Asyncio::await).toList());
  }

  // error: [AwaitAsMethodReference]
  final Function<Future<Integer>, Integer> field = Asyncio::await;
}
