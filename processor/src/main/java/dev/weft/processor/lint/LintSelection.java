package dev.weft.processor.lint;

import dev.weft.processor.problem.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Which lints are on: {@code -Aweft.lint=none|default|all}, {@code -<Id>} and {@code <Id>}. */
public final class LintSelection {
  /** On unless switched off: what is hardly ever meant. */
  private static final Set<Problem> DEFAULT =
      Collections.unmodifiableSet(
          EnumSet.of(
              Problem.NOT_AWAITED,
              Problem.AWAITED_TWICE,
              Problem.BLOCKING_IN_ASYNC,
              Problem.CANCELLATION_SWALLOWED,
              Problem.AWAIT_UNDER_LOCK,
              Problem.SLEEP_POLLING,
              Problem.SLEEP_ZERO,
              Problem.TIMEOUT_OF_NOTHING,
              Problem.RUN_IN_ASYNC));

  /** Off unless switched on: what is meant more often than not. */
  private static final Set<Problem> OPTIONAL =
      Collections.unmodifiableSet(
          EnumSet.of(Problem.TASK_DROPPED, Problem.NOTHING_AWAITED, Problem.AWAITS_IN_SEQUENCE));

  private final Set<Problem> on;

  private LintSelection(Set<Problem> on) {
    this.on = on;
  }

  /** What is on when nobody says anything. */
  public static LintSelection byDefault() {
    return new LintSelection(DEFAULT);
  }

  /**
   * Reads the value of the option, from left to right.
   *
   * @param complain told of each part that means nothing
   */
  public static LintSelection of(String value, Consumer<String> complain) {
    Set<Problem> on = EnumSet.copyOf(DEFAULT);
    for (String part : value.split(",", -1)) {
      String word = part.strip();
      switch (word) {
        case "none" -> on.clear();
        case "default" -> {
          on.clear();
          on.addAll(DEFAULT);
        }
        case "all" -> on.addAll(all());
        default -> {
          String id = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
          Optional<Problem> lint = all().stream().filter(p -> p.id().equals(id)).findFirst();
          if (lint.isEmpty()) {
            complain.accept(word);
          } else if (word.startsWith("-")) {
            on.remove(lint.get());
          } else {
            on.add(lint.get());
          }
        }
      }
    }
    return new LintSelection(on);
  }

  /** Every lint there is. */
  static Set<Problem> all() {
    Set<Problem> all = EnumSet.copyOf(DEFAULT);
    all.addAll(OPTIONAL);
    return all;
  }

  boolean has(Problem lint) {
    return on.contains(lint);
  }

  boolean isEmpty() {
    return on.isEmpty();
  }

  /** The ids of all lints, for a message. */
  public static String ids() {
    return String.join(", ", all().stream().map(Problem::id).sorted().toList());
  }

  @Override
  public String toString() {
    return Arrays.toString(on.stream().map(Problem::id).toArray());
  }
}
