package dev.weft.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import dev.weft.compiled.LargeFrame;
import dev.weft.compiled.MediumFrame;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What there may be a million of stays as small as it was made: a field more than there is room for
 * costs each of them eight bytes, and nothing else would tell.
 */
class ObjectSizesTest {
  /** Of a 64-bit JVM with compressed class pointers. */
  private static final int HEADER = 12;

  private static final int ALIGNMENT = 8;

  @Test
  void aParkedTaskIsATaskAFrameAndAFuture() {
    assertThat(size(Future.class)).isEqualTo(24);
    assertThat(size(Task.class)).isEqualTo(64);
    assertThat(size(Frame.class)).isEqualTo(48);
    assertThat(size(MediumFrame.class)).isEqualTo(72);
    assertThat(size(LargeFrame.class)).isEqualTo(104);
  }

  /** What a hand-over costs beside the tasks. */
  @Test
  void whoWaitsForAnItemAPermitOrASignalIsOneObject() throws ClassNotFoundException {
    for (String waiter :
        List.of(
            "AsyncQueue$Getter",
            "AsyncQueue$Putter",
            "AsyncLock$Acquirer",
            "AsyncSemaphore$Acquirer",
            "WaitLine$Onlooker")) {
      assertThat(size(Class.forName("dev.weft.sync." + waiter))).as(waiter).isEqualTo(40);
    }
  }

  /** JVMs since 15 leave no gaps between the fields of a class and those of its superclass. */
  private static int size(Class<?> type) {
    int bytes = HEADER;
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      bytes +=
          Arrays.stream(each.getDeclaredFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .mapToInt(ObjectSizesTest::width)
              .sum();
    }
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static int width(Field field) {
    Class<?> type = field.getType();
    if (type == long.class || type == double.class) {
      return Long.BYTES;
    } else if (type == boolean.class || type == byte.class) {
      return Byte.BYTES;
    } else if (type == short.class || type == char.class) {
      return Short.BYTES;
    }
    return Integer.BYTES; // Also a compressed reference.
  }
}
