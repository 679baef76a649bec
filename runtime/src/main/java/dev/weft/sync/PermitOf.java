package dev.weft.sync;

/**
 * The permit of a lock or semaphore: a single object for all who are inside, because it holds
 * nothing. A class and not a lambda for its text, which is in those of the tasks that return it.
 *
 * @param owner what is released
 * @param release how
 */
record PermitOf(Object owner, Runnable release) implements Permit {
  @Override
  public void close() {
    release.run();
  }

  @Override
  public String toString() {
    return "<Permit of " + owner + ">";
  }
}
