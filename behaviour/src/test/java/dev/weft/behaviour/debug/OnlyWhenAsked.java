package dev.weft.behaviour.debug;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps tests that are meant to fail from being run by anybody but {@link RanTests}. */
final class OnlyWhenAsked implements ExecutionCondition {
  static final String ASKED = "dev.weft.behaviour.asked";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context.getConfigurationParameter(ASKED).isPresent()
        ? ConditionEvaluationResult.enabled("asked for by another test")
        : ConditionEvaluationResult.disabled("a program of another test");
  }
}
