package dev.weft.weaver.random;

import java.util.Iterator;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/**
 * The plain twin of an async generator: its body has a thread of its own, which only runs while the
 * thread that asks for an element waits for it.
 */
@SuppressWarnings("IterableAndIterator") // It is iterated once, like what it stands for.
public final class PlainGenerator<T> implements Iterable<T>, Iterator<T>, AutoCloseable {
  private static final ThreadLocal<PlainGenerator<?>> CURRENT = new ThreadLocal<>();
  private static final Object GO_ON = new Object();
  private static final Object EXIT = new Object();

  private record Element(Object value) {}

  private record End(Throwable failure) {}

  private static final class Exit extends Error {
    private static final long serialVersionUID = 1;

    Exit() {
      super("exit", null, false, false);
    }
  }

  private final Supplier<?> body;
  private final SynchronousQueue<Object> toBody = new SynchronousQueue<>();
  private final SynchronousQueue<Object> toUser = new SynchronousQueue<>();
  private boolean started;
  private boolean ended;
  private Object element;

  PlainGenerator(Supplier<?> body) {
    this.body = body;
  }

  @Override
  public Iterator<T> iterator() {
    return this;
  }

  @Override
  public boolean hasNext() {
    if (ended) {
      return false;
    }
    Object given = ask(GO_ON);
    if (given instanceof Element next) {
      element = next.value;
      return true;
    }
    throwUnless(null, (End) given);
    return false;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T next() {
    return (T) element;
  }

  @Override
  public void close() {
    if (ended || !started) {
      ended = true;
      return;
    }
    Object given = ask(EXIT);
    ended = true;
    if (given instanceof Element) {
      throw new IllegalStateException("async generator ignored GeneratorExit");
    }
    throwUnless(Exit.class, (End) given);
  }

  private Object ask(Object what) {
    try {
      if (started) {
        toBody.put(what);
      } else {
        started = true;
        Thread thread = new Thread(this::run);
        thread.setDaemon(true); // One that ignores its exit stays where it is.
        thread.start();
      }
      Object given = toUser.take();
      ended = given instanceof End;
      return given;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void throwUnless(Class<?> expected, End end) {
    if (end.failure != null && (expected == null || !expected.isInstance(end.failure))) {
      PlainGenerator.<RuntimeException>raise(end.failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void raise(Throwable failure) throws X {
    throw (X) failure;
  }

  @SuppressWarnings("ReturnValueIgnored") // A body says what it has to say by emitting.
  private void run() {
    CURRENT.set(this);
    Throwable failure = null;
    try {
      body.get();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    try {
      toUser.put(new End(failure));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void emit(Object value) {
    PlainGenerator<?> generator = CURRENT.get();
    try {
      generator.toUser.put(new Element(value));
      if (generator.toBody.take() == EXIT) {
        throw new Exit();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
