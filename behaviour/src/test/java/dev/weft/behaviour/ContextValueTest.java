package dev.weft.behaviour;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** What a context variable is set to, and how that is taken back: Python's contextvars. */
class ContextValueTest {
  private final ContextVar<String> variable = new ContextVar<>("user", "nobody");
  private final ContextVar<String> bare = new ContextVar<>("bare");

  @Test
  void theInitialValueIsThereUntilAnotherIsSet() {
    assertThat(variable.get()).isEqualTo("nobody");
    assertThat(variable.get("somebody")).as("nothing was set").isEqualTo("somebody");
    variable.set("Ada");

    assertThat(variable.get()).isEqualTo("Ada");
    assertThat(variable.get("somebody")).isEqualTo("Ada");
  }

  @Test
  void withoutAnyValueItSaysSo() {
    assertThatThrownBy(bare::get)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage(
            "<ContextVar name='bare'> has no value in this context and no initial value: set it, or"
                + " construct it with one");
  }

  @Test
  void resetGoesBackToWhatWasBefore() {
    ContextVar.Token<String> unset = bare.set("first");
    ContextVar.Token<String> first = bare.set("second");
    assertThat(first.oldValue()).isEqualTo("first");
    assertThat(unset.oldValue()).isNull();

    bare.reset(first);
    assertThat(bare.get()).isEqualTo("first");
    bare.reset(unset);
    assertThat(bare.get("nothing")).isEqualTo("nothing");
  }

  @Test
  void aTokenServesOnceItsOwnVariableInItsOwnContext() {
    ContextVar.Token<String> used = variable.set("Ada");
    variable.reset(used);
    ContextVar.Token<String> others = bare.set("x");
    ContextVar.Token<String> token = variable.set("Grace");

    assertThatThrownBy(() -> variable.reset(used))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("<Token used var=<ContextVar name='user'>> has already been used once");
    assertThatThrownBy(() -> variable.reset(others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was created by <ContextVar name='bare'>, not by");
    assertThatThrownBy(() -> Context.copyCurrent().run(() -> variable.reset(token)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was created in a different Context");
  }

  @Test
  void aContextIsACopyInWhichCodeCanRun() {
    variable.set("Ada");
    Context copy = Context.copyCurrent();
    variable.set("Grace");
    String seen =
        copy.call(
            () -> {
              String before = variable.get();
              variable.set("Emmy");
              return before;
            });

    assertThat(seen).isEqualTo("Ada");
    assertThat(copy.get(variable)).isEqualTo("Emmy");
    assertThat(variable.get()).isEqualTo("Grace");
  }

  /** 280. */
  @Test
  void callbacksAndTimersRunInAGivenContext() {
    Context given = new Context();
    given.run(() -> variable.set("given"));
    List<String> seen = new ArrayList<>();
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      loop.callSoon(() -> seen.add("soon " + variable.get()), given);
      loop.callLater(ofSeconds(1), () -> seen.add("later " + variable.get()), given);
      loop.callAt(2_000_000_000L, () -> seen.add("at " + variable.get()), given);
      loop.callLater(ofSeconds(3), loop::stop);
      loop.runForever();
    }

    assertThat(seen).containsExactly("soon given", "later given", "at given");
  }
}
