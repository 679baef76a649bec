import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

class EmitOutsideGenerator {
  EmitOutsideGenerator() {
    // error: [EmitOutsideGenerator]
    emit(1);
  }

  void plain() {
    // error: [EmitOutsideGenerator]
    emit(1);
  }

  @Async
  Coroutine<Void> coroutine() {
    // error: [EmitOutsideGenerator]
    emit(1);
    return done();
  }

  // error: [EmitOutsideGenerator]
  AsyncGenerator<Integer> notAsync() { emit(1); return null; }

  @Async
  AsyncGenerator<Integer> inLambda(List<Integer> all) {
    // error: [EmitOutsideGenerator]
    all.forEach(n -> emit(n));
    // error: [EmitOutsideGenerator]
    Consumer<Integer> reference = Asyncio::emit;
    Supplier<AsyncGenerator<Integer>> fine =
        () -> {
          emit(1);
          return end();
        };
    return end();
  }
}
