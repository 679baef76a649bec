package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.TypeLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** javac is asked once: each question may hold up a thread until javac has done its class. */
class RememberedTypesTest {
  private final List<String> asked = new ArrayList<>();
  private final TypeLookup types = new RememberedTypes(new Recording());

  @Test
  void inheritanceIsAskedOnce() {
    for (int i = 0; i < 2; i++) {
      assertThat(types.inherits("a/List", "b/Async")).isEqualTo(TypeLookup.Answer.UNKNOWN);
      assertThat(types.inherits("b/Async", "a/List")).isEqualTo(TypeLookup.Answer.UNKNOWN);
    }
    assertThat(asked).containsExactly("a/List inherits b/Async", "b/Async inherits a/List");
  }

  @Test
  void annotationIsAskedOnceForEachThatIsWanted() {
    Predicate<String> test = "Test"::equals;
    Predicate<String> other = "Other"::equals;
    for (int i = 0; i < 2; i++) {
      assertThat(types.carries("Test", test)).isTrue();
      assertThat(types.carries("Test", other)).isFalse();
    }
    assertThat(asked).containsExactly("Test carries", "Test carries");
  }

  @Test
  void classesOfAPackageMayNameTheSame() {
    assertThat(types.nameable("lib/Hidden", "shop/Shop")).isEqualTo("lib/Hidden of shop/Shop");
    assertThat(types.nameable("lib/Hidden", "shop/Till$1")).isEqualTo("lib/Hidden of shop/Shop");
    assertThat(types.nameable("lib/Hidden", "lib/Shop")).isEqualTo("lib/Hidden of lib/Shop");
    assertThat(types.nameable("lib/Hidden", "Shop")).isEqualTo("lib/Hidden of Shop");
    assertThat(asked).containsExactly("shop/Shop names", "lib/Shop names", "Shop names");
  }

  private final class Recording implements TypeLookup {
    @Override
    public Answer inherits(String type, String ancestor) {
      asked.add(type + " inherits " + ancestor);
      return Answer.UNKNOWN;
    }

    @Override
    public boolean carries(String annotationType, Predicate<String> wanted) {
      asked.add(annotationType + " carries");
      return wanted.test(annotationType);
    }

    @Override
    public String nameable(String type, String user) {
      asked.add(user + " names");
      return type + " of " + user;
    }
  }
}
