package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.ExceptionGroup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a group of failures tells. */
class ExceptionGroupTest {
  private static final IllegalStateException FIRST = new IllegalStateException("first");
  private static final ArithmeticException SECOND = new ArithmeticException("second");

  @Test
  void itsMessageCountsTheFailures() {
    assertThat(new ExceptionGroup("errors", List.of(FIRST, SECOND)))
        .hasMessage("errors (2 sub-exceptions)");
    assertThat(new ExceptionGroup("errors", List.of(FIRST))).hasMessage("errors (1 sub-exception)");
  }

  @Test
  void aPrintedStackTraceShowsAllFailuresAndTheCauseTheFirst() {
    ExceptionGroup group = new ExceptionGroup("errors", List.of(FIRST, SECOND));
    StringWriter text = new StringWriter();
    group.printStackTrace(new PrintWriter(text));

    assertThat(text.toString())
        .contains(FIRST.toString(), "Sub-exception 2 of 2", SECOND.toString());
    assertThat(group).hasCause(FIRST);
  }

  /** Suppressed means that closing failed as well: whoever asks must not be told that here. */
  @Test
  void theFailuresAreNotSuppressed() {
    assertThat(new ExceptionGroup("errors", List.of(FIRST, SECOND))).hasNoSuppressedExceptions();
  }

  @Test
  void failuresOfOneTypeAreFoundInNestedGroups() {
    ExceptionGroup inner = new ExceptionGroup("inner", List.of(SECOND));

    ExceptionGroup outer = new ExceptionGroup("outer", List.of(FIRST, inner));

    assertThat(outer.exceptions(ArithmeticException.class)).containsExactly(SECOND);
  }

  /** What {@code except*} does. */
  @Test
  void whatIsLeftWithoutOneTypeCanBeThrownOn() {
    ExceptionGroup both = new ExceptionGroup("both", List.of(FIRST, SECOND));
    ExceptionGroup inner = new ExceptionGroup("inner", List.of(SECOND));
    ExceptionGroup outer = new ExceptionGroup("outer", List.of(inner, both));

    ExceptionGroup left = outer.without(ArithmeticException.class);

    assertThat(left).hasMessage("outer (1 sub-exception)");
    assertThat(left.getStackTrace()).isEqualTo(outer.getStackTrace());
    assertThat(left.exceptions(Throwable.class)).hasSize(1);
    assertThat(left.exceptions(IllegalStateException.class)).containsExactly(FIRST);
    assertThat(left.without(IllegalStateException.class)).isNull();
    assertThat(inner.without(IllegalStateException.class)).isSameAs(inner);
  }

  @Test
  void anEmptyGroupIsRefused() {
    assertThatThrownBy(() -> new ExceptionGroup("errors", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSerializedCopyKeepsTheFailures() throws Exception {
    ExceptionGroup group = new ExceptionGroup("errors", List.of(FIRST, SECOND));

    ExceptionGroup copy = copyOf(group);

    assertThat(copy).hasMessage("errors (2 sub-exceptions)");
    assertThat(copy.exceptions())
        .extracting(Throwable::getMessage)
        .containsExactly("first", "second");
  }

  private static ExceptionGroup copyOf(ExceptionGroup group) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(group);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ExceptionGroup) in.readObject();
    }
  }
}
