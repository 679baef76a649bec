package dev.weft.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a line of api.txt looks like. */
class ApiTextTest {
  private static final String HERE = "dev.weft.house.ApiExamples.";

  @Test
  void classListsItsPublicAndProtectedMembers() {
    String shape = HERE + "Shape: ";
    assertThat(ApiText.of(ApiExamples.Shape.class))
        .containsExactly(
            shape
                + "public abstract static class Shape<T extends @Nullable java.lang.Object>"
                + " implements java.lang.Comparable<dev.weft.house.ApiExamples.Shape<T>>",
            shape + "@Deprecated public final void draw(java.lang.String...)",
            shape + "protected @Nullable java.lang.String label",
            shape + "protected Shape()",
            shape
                + "public abstract <A, B extends java.lang.Number>"
                + " java.util.Map<? super A, ? extends @Nullable B>"
                + " area(java.util.List<?>, @Nullable java.lang.Object @Nullable [])"
                + " throws java.io.IOException",
            shape + "public static final int CORNERS");
  }

  @Test
  void sealedTypeListsItsHeirs() {
    assertThat(ApiText.of(ApiExamples.Colour.class))
        .containsExactly(
            HERE
                + "Colour: public sealed interface Colour permits "
                + HERE
                + "Other, "
                + HERE
                + "Red",
            HERE + "Colour: public default int depth()");
  }

  @Test
  void recordAndEnumSayWhatTheyAre() {
    assertThat(ApiText.of(ApiExamples.Red.class)).contains(HERE + "Red: public Red(int)");
    assertThat(ApiText.of(ApiExamples.Red.class).get(0))
        .isEqualTo(HERE + "Red: public record Red implements " + HERE + "Colour");
    assertThat(ApiText.of(ApiExamples.Other.class)).contains(HERE + "Other: enum constant GREEN");
  }

  @Test
  void hiddenClassesHaveNoLines() {
    assertThat(ApiText.of(ApiExamples.Hidden.class)).isEmpty();
    Object constantWithBody = ApiExamples.Other.GREEN;
    assertThat(ApiText.of(constantWithBody.getClass())).isEmpty();
  }

  @Test
  void differenceNamesWhatCameAndWent() {
    assertThat(ApiFile.difference(List.of("a", "b"), List.of("b", "c"))).endsWith("\n- a\n+ c");
    assertThat(ApiFile.difference(List.of("a", "b"), List.of("b", "a"))).contains("another order");
    assertThat(ApiFile.difference(List.of("a"), List.of("a"))).isEmpty();
  }
}
