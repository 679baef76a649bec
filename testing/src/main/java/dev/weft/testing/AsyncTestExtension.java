package dev.weft.testing;

import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link AsyncTest} does: one invocation for each seed, until one fails. */
final class AsyncTestExtension implements TestTemplateInvocationContextProvider {
  /** Made by JUnit. */
  AsyncTestExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return annotation(context).isPresent();
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    AsyncTest test = annotation(context).orElseThrow();
    Seeds seeds = Seeds.of(test, context.getRequiredTestMethod());
    // One by one and only while all went well: a hundred failures say no more than the first.
    Iterator<TestTemplateInvocationContext> runs =
        new Iterator<>() {
          private final Iterator<Long> left = seeds.all().iterator();
          private final Outcome outcome = new Outcome();

          @Override
          public boolean hasNext() {
            return left.hasNext() && !outcome.failed;
          }

          @Override
          public TestTemplateInvocationContext next() {
            return new AsyncTestInvocation(test, left.next(), seeds.areSeveral(), outcome);
          }
        };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(runs, Spliterator.ORDERED), false);
  }

  private static Optional<AsyncTest> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getTestMethod(), AsyncTest.class);
  }

  /** Whether one of the runs has failed. */
  static final class Outcome {
    boolean failed;
  }
}
