package dev.weft.processor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.processor.problem.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;

/** What {@code -Aweft.lint} switches on and off. */
class LintSelectionTest {
  private final List<String> complaints = new ArrayList<>();

  @Test
  void noneIsNothing() {
    assertThat(on("none")).isEmpty();
  }

  @Test
  void allIsEverything() {
    assertThat(on("all")).isEqualTo(LintSelection.all());
  }

  @Test
  void minusTakesAway() {
    Set<Problem> rest = EnumSet.copyOf(LintSelection.all());
    rest.remove(Problem.SLEEP_ZERO);
    assertThat(on("all,-SleepZero")).isEqualTo(rest);
  }

  @Test
  void idIsAddedToWhatIsOnByDefault() {
    assertThat(on("TaskDropped")).isEqualTo(on("default, +TaskDropped"));
    assertThat(on("TaskDropped")).contains(Problem.TASK_DROPPED, Problem.NOT_AWAITED);
  }

  @Test
  void idAloneStartsFromNone() {
    assertThat(on("none,NotAwaited")).containsExactly(Problem.NOT_AWAITED);
  }

  @Test
  void whatIsNoLintIsComplainedOf() {
    on("all,AwaitInLambda,-nothing");
    assertThat(complaints).containsExactly("AwaitInLambda", "-nothing");
  }

  /** An error may be an error only, and a lint never one. */
  @Test
  void lintsAreNoErrors() {
    assertThat(LintSelection.all()).noneMatch(lint -> lint.kind() == Kind.ERROR);
  }

  private Set<Problem> on(String value) {
    LintSelection selection = LintSelection.of(value, complaints::add);
    return LintSelection.all().stream().filter(selection::has).collect(Collectors.toSet());
  }
}
