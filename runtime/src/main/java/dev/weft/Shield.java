package dev.weft;

/** {@link Asyncio#shield}: an outer future whose cancellation does not reach the inner one. */
final class Shield<T> implements Listener {
  private final Future<T> inner;
  private final Future<T> outer;

  private Shield(Future<T> inner) {
    this.inner = inner;
    this.outer = inner.loop().createFuture();
  }

  static <T> Future<T> around(Future<T> inner) {
    if (inner.isDone()) {
      return inner;
    }
    Shield<T> shield = new Shield<>(inner);
    inner.addWaiter(shield);
    shield.outer.addWaiter((Listener) outer -> shield.outerDone());
    return shield.outer;
  }

  /** The inner future is done. */
  @Override
  public void onDone(Future<?> done) {
    if (outer.isDone()) {
      reportUnseen();
    } else if (inner.isCancelled()) {
      outer.cancel();
    } else if (inner.isFinished()) {
      outer.complete(inner.result());
    } else {
      outer.fail(inner.failure());
    }
  }

  @Override
  public Future<?> behind() {
    return outer;
  }

  private void outerDone() {
    if (!inner.isDone()) {
      inner.removeWaiter(this);
      inner.addWaiter((Listener) done -> reportUnseen());
    }
  }

  /**
   * Like asyncio 3.14: nobody may be left to receive this failure. Unlike it, quiet if somebody has
   * received it already (gh-156321).
   */
  private void reportUnseen() {
    if (inner.isUnseenFailure()) {
      Throwable failure = inner.failure();
      inner
          .loop()
          .callExceptionHandler(
              ExceptionContext.of(
                      failure.getClass().getSimpleName() + " exception in shielded future")
                  .withException(failure)
                  .with(inner));
    }
  }
}
