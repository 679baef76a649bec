package dev.weft.testing;

import java.util.Locale;

/** A test failed in one of several orders; the cause is what it failed with. */
public final class SeedFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  private SeedFailure(String message, Throwable cause) {
    super(message, cause);
  }

  static SeedFailure of(String test, Simulation simulation, Throwable cause) {
    return new SeedFailure(
        String.format(
            Locale.ROOT,
            "[Seed] %s failed with seed %d (%d decisions, hash %016x): %s%n"
                + "  run that order again with -Dweft.seed=%d",
            test,
            simulation.seed(),
            simulation.decisions().count(),
            simulation.decisions().hash(),
            cause,
            simulation.seed()),
        cause);
  }
}
