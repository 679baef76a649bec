package dev.weft.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit 5 test of async code, with an event loop of its own in virtual time.
 *
 * <pre>{@code
 * class ShopTest {
 *   public @AsyncTest @Async Coroutine<Void> aNightPasses() {
 *     await(sleep(ofHours(8)));
 *     return done();
 *   }
 * }
 * }</pre>
 *
 * <p>The method is either an {@code @Async Coroutine<?>}, or {@code void} with an async lambda
 * inside that {@link AsyncTests#run(dev.weft.AsyncRunnable)} runs. Methods with {@code @BeforeEach}
 * and {@code @AfterEach} may be coroutines too; they run on the same loop. Parameters of type
 * {@link dev.weft.EventLoop}, and in virtual time of type {@link VirtualTimeLoop} and {@link
 * Simulation}, are given by this, others by other extensions.
 *
 * <p>The test fails if it leaves anything behind: tasks, timers, failures that nobody has seen,
 * coroutines that nobody has awaited. It fails at once, with a dump of the tasks, if nothing can
 * ever happen any more.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(AsyncTestExtension.class)
public @interface AsyncTest {
  /**
   * Whether time is real. A test in real time has one order, so no seeds.
   *
   * @return false unless said otherwise
   */
  boolean realTime() default false;

  /**
   * In how many orders the test is run. The first, seed 0, is the order in which things became
   * ready, each further seed another one. The first failure ends it and names its seed; {@code
   * -Dweft.seed=N} then runs that one alone, {@code -Dweft.seeds=N} runs more or fewer.
   *
   * @return 1 unless said otherwise
   */
  int seeds() default 1;

  /**
   * Whether the loop is in debug mode. Without it leaks are found too, but not where they were
   * made, and coroutines that are never awaited are not found.
   *
   * @return true unless said otherwise
   */
  boolean debug() default true;

  /**
   * Whether what is left behind fails the test.
   *
   * @return true unless said otherwise
   */
  boolean leaks() default true;
}
