import dev.weft.*;
import java.lang.annotation.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;

class TestNotAsync {
  @Retention(RetentionPolicy.RUNTIME)
  @Test
  @interface Ours {}

  Coroutine<Void> sells() {
    return Asyncio.yieldNow();
  }

  // error: [TestNotAsync]
  @Test Coroutine<Void> direct() {
    return sells();
  }

  // error: [TestNotAsync]
  @ParameterizedTest Coroutine<Void> parameterized(int number) {
    return sells();
  }

  // error: [TestNotAsync]
  @Ours Coroutine<Void> ours() {
    return sells();
  }

  // error: [TestNotAsync]
  @BeforeEach Coroutine<Void> opens() {
    return sells();
  }

  @Test
  @Async
  Coroutine<Void> async() {
    return sells();
  }

  @Test
  void plain() {}

  @Tag("a word about it")
  Coroutine<Void> helps() {
    return sells();
  }
}
