import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

class EmitOfWrongType {
  @Async
  AsyncGenerator<Long> longs() {
    emit(1L);
    emit(null);
    // error: [EmitOfWrongType]
    emit(1);
    return end();
  }

  @Async
  <T extends Comparable<T>> AsyncGenerator<T> generic(T element) {
    emit(element);
    // error: [EmitOfWrongType]
    emit(new Object());
    return end();
  }

  @Async
  AsyncGenerator<List<String>> lists() {
    emit(new ArrayList<>());
    emit(List.of());
    return end();
  }

  final Supplier<AsyncGenerator<String>> inLambda =
      () -> {
        emit("a");
        // error: [EmitOfWrongType]
        emit('a');
        return end();
      };
}
