package dev.weft.house;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Classes whose API {@link ApiTextTest} writes down. Public, or they would have none. */
public final class ApiExamples {
  private ApiExamples() {}

  @NullMarked
  public abstract static class Shape<T extends @Nullable Object> implements Comparable<Shape<T>> {
    public static final int CORNERS = 4;
    protected @Nullable String label;
    int hidden;

    protected Shape() {}

    public abstract <A, B extends Number> Map<? super A, ? extends @Nullable B> area(
        List<?> places, @Nullable Object @Nullable [] all) throws IOException;

    @Deprecated
    public final void draw(String... colours) {}

    void helper() {}
  }

  /** Sealed, so that its line lists who may extend it. */
  public sealed interface Colour permits Red, Other {
    default int depth() {
      return 1;
    }
  }

  public record Red(int share) implements Colour {}

  public enum Other implements Colour {
    GREEN {
      @Override
      public int depth() {
        return 2;
      }
    }
  }

  static class Hidden {
    public void visibleMethodOfHiddenClass() {}
  }
}
