package dev.weft.processor.problem;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.NOTE;
import static javax.tools.Diagnostic.Kind.WARNING;

import java.util.Locale;
import javax.tools.Diagnostic;

/**
 * Every message of the compile-time side: what was done, why it cannot be, what to do instead.
 *
 * <p>The id stands in brackets at the start of the message and never changes: people search for it.
 * {@code docs/problems/<id>.md} says more.
 */
public enum Problem {
  /** An await while a monitor is held. */
  AWAIT_IN_SYNCHRONIZED(
      ERROR,
      "AwaitInSynchronized",
      "await() cannot be used while holding the monitor of %s: another task would run with the"
          + " monitor held. Use dev.weft.sync.AsyncLock instead."),
  /** A coroutine returned, and so awaited, while a monitor is held. */
  RETURN_IN_SYNCHRONIZED(
      ERROR,
      "ReturnInSynchronized",
      "a coroutine cannot be returned from `try` while holding the monitor of %s: it would be"
          + " awaited there, and another task run with the monitor held. Keep it in a variable and"
          + " return it after the block."),
  /** An await in a lambda whose caller knows nothing of suspension. */
  AWAIT_IN_LAMBDA(
      ERROR,
      "AwaitInLambda",
      "await() cannot be used in a lambda for %s: its caller wants the result at once and cannot be"
          + " suspended. Await before the lambda and use the value in it, or move the code into an"
          + " @Async method."),
  /** An await in a lambda that somebody could write to a stream. */
  SERIALIZABLE_ASYNC_LAMBDA(
      ERROR,
      "SerializableAsyncLambda",
      "await() cannot be used in a serializable lambda for %s: what a lambda that awaits becomes"
          + " cannot be written to a stream. Take the Serializable type off the lambda, or move its"
          + " body into an @Async method."),
  /** An await in a constructor, or among the arguments of {@code this(..)} or {@code super(..)}. */
  AWAIT_IN_CONSTRUCTOR(
      ERROR,
      "AwaitInConstructor",
      "await() cannot be used in a constructor of %s: `new` has to give a finished object and cannot"
          + " be suspended. Await in a static @Async method and pass the value to the constructor."),
  /** An await in an initializer, of a field or on its own. */
  AWAIT_IN_INITIALIZER(
      ERROR,
      "AwaitInInitializer",
      "await() cannot be used in %s: it runs inside `new` or while the class is loaded, where nothing"
          + " can be suspended. Compute the value in an @Async method."),
  /** An await in a method without {@code @Async}. */
  AWAIT_OUTSIDE_ASYNC(
      ERROR,
      "AwaitOutsideAsync",
      "await() in %s, which is not @Async: only the code of an @Async method can be suspended. %s"),
  /** {@code Asyncio::await}. */
  AWAIT_AS_METHOD_REFERENCE(
      ERROR,
      "AwaitAsMethodReference",
      "Asyncio::await cannot be a method reference: its caller, here %s, cannot be suspended. Call"
          + " await(..) in the code of an @Async method, in a loop for several, or pass the"
          + " coroutines to gather(..)."),
  /** An emit where nobody iterates. */
  EMIT_OUTSIDE_GENERATOR(
      ERROR,
      "EmitOutsideGenerator",
      "emit() in %s, which is no async generator: elements can only be given by the code of an"
          + " @Async method, or of a lambda, that returns AsyncGenerator. Make this such a method,"
          + " or collect the elements in a list."),
  /** An element of another type than the generator says. */
  EMIT_OF_WRONG_TYPE(
      ERROR,
      "EmitOfWrongType",
      "emit() of %s in a generator of %s: whoever iterates would get a ClassCastException. Emit a"
          + " value of that type, or change the type of the generator."),
  /** An emit while a monitor is held. */
  EMIT_IN_SYNCHRONIZED(
      ERROR,
      "EmitInSynchronized",
      "emit() cannot be used while holding the monitor of %s: whoever takes the element would run"
          + " with the monitor held. Emit after the block, or use dev.weft.sync.AsyncLock."),
  /** A generator that returns something. */
  RETURN_IN_GENERATOR(
      ERROR,
      "ReturnInGenerator",
      "an async generator gives its elements by emit() and can return nothing but end(): write"
          + " `return end();`, and emit the elements of another generator in a loop over it."),
  /** {@code end()} that is not returned by a generator. */
  END_OUTSIDE_GENERATOR(
      ERROR,
      "EndOutsideGenerator",
      "end() says where an async generator ends and means nothing elsewhere: write `return end();` in"
          + " an @Async method, or a lambda, that returns AsyncGenerator."),
  /** A loop over an async iterable in code that cannot be suspended. */
  ASYNC_FOR_OUTSIDE_ASYNC(
      ERROR,
      "AsyncForOutsideAsync",
      "a loop over %s awaits each element, and %s cannot be suspended. Move the loop into an @Async"
          + " method."),
  /** An async resource in code that cannot be suspended. */
  ASYNC_WITH_OUTSIDE_ASYNC(
      ERROR,
      "AsyncWithOutsideAsync",
      "closing %s has to be awaited, and %s cannot be suspended. Move the try statement into an"
          + " @Async method."),
  /** {@code close()} of an async resource. */
  CLOSE_NOT_AWAITED(
      ERROR,
      "CloseNotAwaited",
      "close() of %s only throws: its closing has to be awaited. Write `await(%s.closeAsync())`, or"
          + " name it as a resource of a try statement."),
  /** {@code call()} of an async lambda. */
  ASYNC_FUNCTION_CALLED(
      ERROR,
      "AsyncFunctionCalled",
      "%s() of %s cannot be called directly, as it may await: write `await(async(%s))`, so that the"
          + " suspension point is seen."),
  /** A lambda that gives a coroutine to somebody who takes it for a result. */
  COROUTINE_RETURNED(
      ERROR, "CoroutineReturned", "this %s for %s gives a Coroutine that nobody awaits. %s"),
  /** Somebody else's {@code @Async} where ours was meant. */
  FOREIGN_ASYNC(
      ERROR,
      "ForeignAsync",
      "await() in %s, whose @Async is %s: only dev.weft.Async makes a method that can be suspended."
          + " Import dev.weft.Async instead, or write @dev.weft.Async."),
  /** {@code @Async} on a method that returns something else than a result to come. */
  ASYNC_RETURN_TYPE(
      ERROR,
      "AsyncReturnType",
      "@Async %s cannot return %s: the call returns before the result is there. %s"),
  /** {@code @Async} without a body. */
  ASYNC_ABSTRACT(
      ERROR,
      "AsyncAbstract",
      "@Async %s has no body: @Async says how a body is compiled, callers see only the return type."
          + " Remove it here and annotate the implementations."),
  /** {@code @Async native}. */
  ASYNC_NATIVE(
      ERROR,
      "AsyncNative",
      "@Async %s is native: there is no Java code to weave. Remove @Async, and call the native"
          + " method from an @Async method, through toThread(..) if it blocks."),
  /** {@code @Async synchronized}. */
  ASYNC_SYNCHRONIZED(
      ERROR,
      "AsyncSynchronized",
      "@Async %s cannot be synchronized: the monitor would be free while the method is suspended, or"
          + " held while other tasks run. Remove `synchronized` and use dev.weft.sync.AsyncLock in"
          + " the body."),
  /** {@code @Test Coroutine<Void> x() { return y(); }} */
  TEST_NOT_ASYNC(
      ERROR,
      "TestNotAsync",
      "JUnit would leave out %s, because it returns a coroutine: it runs methods that return nothing."
          + " Add @Async, and Weft gives it one that awaits the coroutine."),
  /** The woven method would not fit what the JVM accepts or compiles. */
  METHOD_TOO_LARGE(
      ERROR,
      "MethodTooLarge",
      "@Async %s is too large: woven it would have %s bytes, and the JVM takes %s at most. Split it"
          + " into several @Async methods."),
  /** The woven class would have too many constants. */
  CLASS_TOO_LARGE(
      ERROR,
      "ClassTooLarge",
      "class %s is too large: woven it would have %s constants, and the JVM takes 65535 at most."
          + " Move some of its @Async methods to another class."),
  /** A class file that the weaver cannot read. */
  UNSUPPORTED_CLASS_FILE(
      ERROR,
      "UnsupportedClassFile",
      "class %s cannot be woven: %s. Compile it with javac, for --release 8 or newer."),
  /** The plugin runs and the processor does not. */
  NOT_WOVEN(
      ERROR,
      "NotWoven",
      "@Async %s is not woven, because Weft's annotation processor does not run in this compilation:"
          + " await() would throw NotWovenException. Put weft-processor on the processor path"
          + " (Maven: annotationProcessorPaths, Gradle: annotationProcessor, javac:"
          + " --processor-path) and drop -proc:none; since JDK 23 processors on the class path do"
          + " not run by themselves. Whoever weaves later says -Xplugin:\"Weft later\"."),
  /** The processor runs in a compiler that it cannot follow, such as Eclipse's. */
  NOT_JAVAC(
      WARNING,
      "NotJavac",
      "@Async %s stays unwoven: this compiler is not javac (%s), so Weft cannot weave while it"
          + " compiles. Compile with javac, or weave the finished classes."),
  /** {@code -Aweft.something}. */
  UNKNOWN_OPTION(
      WARNING, "UnknownOption", "-A%s is not an option of Weft and does nothing. There are: %s."),
  /** {@code -Aweft.verify=maybe}. */
  BAD_OPTION_VALUE(WARNING, "BadOptionValue", "-A%s=%s is not understood and ignored: write %s."),
  /** Reading or writing the class file failed. */
  CLASS_FILE_INACCESSIBLE(
      ERROR,
      "ClassFileInaccessible",
      "the class file of %s cannot be woven, because it cannot be read or written (%s). Check the"
          + " output directory and tools that change it while javac runs."),
  /** The last look found a class that was woven and no longer is. */
  LEFT_UNWOVEN(
      ERROR,
      "LeftUnwoven",
      "class %s was woven, but its class file is not any more (%s): something wrote it again after"
          + " Weft. Let that tool work on the finished class files, after javac."),
  /** {@code weft verify} of a folder or jar without classes. */
  NOTHING_TO_VERIFY(
      ERROR,
      "NothingToVerify",
      "there is no class file in %s, so that nothing was verified. Name a folder that javac writes"
          + " to, or a jar with classes."),
  /** {@code @AsyncFacade(blocking = false, future = false)}. */
  FACADE_OF_NOTHING(
      ERROR,
      "FacadeOfNothing",
      "@AsyncFacade on %s asks for no facade: blocking and future are both false. Leave one of them"
          + " out, or remove the annotation."),
  /** {@code @AsyncFacade} where there is nothing to call. */
  FACADE_WITHOUT_METHODS(
      ERROR,
      "FacadeWithoutMethods",
      "@AsyncFacade on %s, which has no async method that others may call: a facade would be empty."
          + " It takes methods that are not private and return a Coroutine or a Task. Make one"
          + " visible, or remove the annotation."),
  /** {@code @AsyncFacade} on a type of which no other class can speak. */
  FACADE_IMPOSSIBLE(ERROR, "FacadeImpossible", "there cannot be a facade of %s: %s."),
  /** A facade's name belongs to somebody else. */
  FACADE_NAME_TAKEN(
      ERROR,
      "FacadeNameTaken",
      "the facade of %s cannot be named %s: %s has that name. Rename one of the two, or switch this"
          + " facade off in @AsyncFacade."),
  /** The compiler did not take the facade. */
  FACADE_NOT_WRITTEN(
      ERROR,
      "FacadeNotWritten",
      "the facade %s cannot be written (%s). Check the folder for generated sources."),
  /** An async generator where facades are asked for. */
  FACADE_SKIPS(
      NOTE,
      "FacadeSkips",
      "the facades of %s have no %s(): an async generator has no single result to wait for. Collect"
          + " its elements in an @Async method, or say"
          + " @SuppressWarnings(\"weft:FacadeSkips\")."),
  /** {@code price("apple");} as a statement. */
  NOT_AWAITED(
      WARNING,
      "NotAwaited",
      "the coroutine that %s makes is dropped and never runs: a call of an async method only captures"
          + " its arguments. %s"),
  /** {@code createTask(..);} as a statement. */
  TASK_DROPPED(
      NOTE,
      "TaskDropped",
      "nobody keeps the task that %s starts: it runs, but nobody waits for it, and its failure is only"
          + " logged. Await it later, or start it in a TaskGroup."),
  /** {@code await(c); await(c);} */
  AWAITED_TWICE(
      WARNING,
      "AwaitedTwice",
      "the coroutine `%s` is used a second time here: a coroutine runs once, so this throws"
          + " IllegalStateException. Call the async method again, or make it a task, which can be"
          + " awaited as often as you like."),
  /** {@code @Async} without an await. */
  NOTHING_AWAITED(
      NOTE,
      "NothingAwaited",
      "@Async %s awaits nothing: it runs from start to end like an ordinary method. Drop @Async and"
          + " the coroutine, or await what it waits for."),
  /** A blocking call in async code. */
  BLOCKING_IN_ASYNC(
      WARNING, "BlockingInAsync", "%s blocks the thread, and with it every task of the loop. %s"),
  /** {@code catch (Throwable e)} around an await. */
  CANCELLATION_SWALLOWED(
      WARNING,
      "CancellationSwallowed",
      "`catch (%s)` around an await also catches CancelledError and does not throw it again: the task"
          + " goes on after it was cancelled, and time-outs and task groups that rely on it hang. Catch"
          + " Exception instead, or throw the error again."),
  /** An await between lock() and unlock(). */
  AWAIT_UNDER_LOCK(
      WARNING,
      "AwaitUnderLock",
      "this awaits while the thread holds the lock `%s`: every other task of the loop has the same"
          + " thread, and so the lock too. Use dev.weft.sync.AsyncLock instead."),
  /** {@code while (!ready) await(sleep(..));} */
  SLEEP_POLLING(
      NOTE,
      "SleepPolling",
      "this loop sleeps until `%s` is false: it wakes up for nothing, and late. Let whoever changes it"
          + " say so: dev.weft.sync.AsyncEvent, AsyncCondition or a Future."),
  /** {@code sleep(Duration.ZERO)} */
  SLEEP_ZERO(
      NOTE,
      "SleepZero",
      "a sleep of no time only gives way to the other tasks. Say so: await(yieldNow())."),
  /** {@code timeout(.., () -> 1)} */
  TIMEOUT_OF_NOTHING(
      WARNING,
      "TimeoutOfNothing",
      "the body of this %s(..) awaits nothing, so that nothing can interrupt it when the time is up."
          + " Await in it what may take too long."),
  /** {@code Asyncio.run(..)} in async code. */
  RUN_IN_ASYNC(
      WARNING,
      "RunInAsync",
      "%s in async code always throws IllegalStateException: async code runs on a loop already, and a"
          + " thread has only one. Await the coroutine instead."),
  /** A loop that awaits one after the other. */
  AWAITS_IN_SEQUENCE(
      NOTE,
      "AwaitsInSequence",
      "this loop awaits `%s` one after the other. If none needs the one before, run them together:"
          + " await(gather(..)), or a TaskGroup."),
  /** Our fault. */
  BUG_IN_WEFT(
      ERROR,
      "BugInWeft",
      "this is a bug in Weft, not in your code: %s while looking at %s. Please report it%s.");

  private final Diagnostic.Kind kind;
  private final String id;
  private final String text;

  Problem(Diagnostic.Kind kind, String id, String text) {
    this.kind = kind;
    this.id = id;
    this.text = text;
  }

  /** Whether it fails the build. */
  public Diagnostic.Kind kind() {
    return kind;
  }

  /** The name that stands in brackets before the message and in {@code docs/problems}. */
  public String id() {
    return id;
  }

  /** The whole message, with the gaps of the wording filled in. */
  public String message(Object... arguments) {
    String words = String.format(Locale.ROOT, text, arguments);
    return "[" + id + "] " + words + " (docs/problems/" + id + ".md)";
  }
}
