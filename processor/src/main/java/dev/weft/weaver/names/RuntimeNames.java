package dev.weft.weaver.names;

import java.util.Map;
import java.util.Set;

/**
 * The classes and members of the runtime that the weaver looks for or woven code uses, and those of
 * the JDK that several of its classes name.
 */
public final class RuntimeNames {
  public static final String OBJECT = "java/lang/Object";
  public static final String ITERATOR = "java/util/Iterator";
  public static final String STAGE = "java/util/concurrent/CompletionStage";
  public static final String COMPLETABLE_FUTURE = "java/util/concurrent/CompletableFuture";

  public static final String ASYNC_DESCRIPTOR = "Ldev/weft/Async;";
  public static final String ASYNCIO = "dev/weft/Asyncio";
  public static final String AWAITABLE = "dev/weft/Awaitable";
  public static final String COROUTINE = "dev/weft/Coroutine";
  public static final String TASK = "dev/weft/Task";

  public static final String BODY = "dev/weft/compiled/Body";
  public static final String FRAME = "dev/weft/compiled/Frame";
  public static final String LARGE_FRAME = "dev/weft/compiled/LargeFrame";
  public static final String GENERATOR_FRAME = "dev/weft/compiled/GeneratorFrame";

  /** What an async lambda that returns plainly may be a lambda for. */
  public static final Set<String> ASYNC_FUNCTIONS =
      Set.of(
          "dev/weft/AsyncCallable",
          "dev/weft/AsyncRunnable",
          "dev/weft/AsyncFunction",
          "dev/weft/AsyncConsumer");

  /** {@code AsyncLambda.of(FrameMaker)}: what stands in for such a lambda. */
  public static final String ASYNC_LAMBDA = "dev/weft/compiled/AsyncLambda";

  public static final String FRAME_MAKER = ASYNC_LAMBDA + "$FrameMaker";
  public static final String ASYNC_LAMBDA_OF = "of";
  public static final String ASYNC_LAMBDA_OF_DESCRIPTOR =
      "(L" + FRAME_MAKER + ";)L" + ASYNC_LAMBDA + ";";

  /** The one method of {@link #FRAME_MAKER}. */
  public static final String MAKE_FRAME = "frame";

  public static final String MAKE_FRAME_DESCRIPTOR = "(L" + OBJECT + ";)L" + FRAME + ";";

  public static final String ASYNC_ITERABLE = "dev/weft/AsyncIterable";
  public static final String ASYNC_ITERATOR = "dev/weft/AsyncIterator";

  /** {@code AsyncFor.advance(Iterator)}: the head of a loop over an async iterable. */
  public static final String ASYNC_FOR = "dev/weft/compiled/AsyncFor";

  public static final String ADVANCE = "advance";
  public static final String ADVANCE_DESCRIPTOR = "(Ljava/util/Iterator;)L" + COROUTINE + ";";

  /** {@code AsyncFor.close(Iterator)} and {@code (Iterator, Throwable)}: early ways out of one. */
  public static final String CLOSE_LOOP_DESCRIPTOR = "(Ljava/util/Iterator;)L" + COROUTINE + ";";

  public static final String CLOSE_AFTER_DESCRIPTOR =
      "(Ljava/util/Iterator;Ljava/lang/Throwable;)L" + COROUTINE + ";";

  public static final String ASYNC_CLOSEABLE = "dev/weft/AsyncCloseable";

  /** {@code AsyncWith.close(AutoCloseable)}: the end of a statement with an async resource. */
  public static final String ASYNC_WITH = "dev/weft/compiled/AsyncWith";

  public static final String CLOSE = "close";
  public static final String CLOSE_DESCRIPTOR = "(Ljava/lang/AutoCloseable;)L" + COROUTINE + ";";

  /** {@code Asyncio.await}, and {@code Frame.await} which replaces it. */
  public static final String AWAIT = "await";

  public static final String AWAIT_AWAITABLE = "(L" + AWAITABLE + ";)L" + OBJECT + ";";
  public static final String AWAIT_STAGE = "(L" + STAGE + ";)L" + OBJECT + ";";

  /** {@code Asyncio.done} and {@code Task.done}. */
  public static final String DONE = "done";

  public static final String DONE_VALUE = "(L" + OBJECT + ";)L" + COROUTINE + ";";
  public static final String DONE_NOTHING = "()L" + COROUTINE + ";";
  public static final String TASK_DONE_VALUE = "(L" + OBJECT + ";)L" + TASK + ";";
  public static final String COMPLETED_FUTURE = "completedFuture";
  public static final String COMPLETED_FUTURE_DESCRIPTOR =
      "(L" + OBJECT + ";)L" + COMPLETABLE_FUTURE + ";";

  public static final String ASYNC_GENERATOR = "dev/weft/AsyncGenerator";

  /** {@code Asyncio.emit}, and {@code GeneratorFrame.emit} which replaces it. */
  public static final String EMIT = "emit";

  public static final String EMIT_DESCRIPTOR = "(L" + OBJECT + ";)V";
  public static final String FRAME_EMIT_DESCRIPTOR =
      "(L" + OBJECT + ";L" + FRAME + ";L" + TASK + ";)L" + OBJECT + ";";

  /** {@code Asyncio.end}: what a generator returns. */
  public static final String END = "end";

  public static final String END_DESCRIPTOR = "()L" + ASYNC_GENERATOR + ";";

  /** {@code GeneratorFrame.generator(GeneratorFrame)}: what a method that generates gives. */
  public static final String GENERATOR = "generator";

  public static final String GENERATOR_DESCRIPTOR =
      "(L" + GENERATOR_FRAME + ";)L" + ASYNC_GENERATOR + ";";

  /** The descriptor of what gives a {@link #BODY}. */
  public static final String BODY_OBJECT = "()L" + BODY + ";";

  /** The one method of {@link #BODY}. */
  public static final String RESUME = "resume";

  public static final String RESUME_DESCRIPTOR =
      "(L" + OBJECT + ";L" + FRAME + ";L" + TASK + ";)L" + OBJECT + ";";

  public static final String SUSPENDED = "SUSPENDED";
  public static final String SUSPENDED_DESCRIPTOR = "L" + OBJECT + ";";

  /** {@code Frame.SUSPENDED_INT}: the same from a body that gives an int, as a long. */
  public static final long SUSPENDED_INT = Long.MIN_VALUE;

  /** {@code Frame.boxed(long)}: what such a body gives, for those that want an object. */
  public static final String BOXED = "boxed";

  public static final String BOXED_DESCRIPTOR = "(J)L" + OBJECT + ";";

  /** {@code Frame.unboxed(Object)}: the way back. */
  public static final String UNBOXED = "unboxed";

  public static final String UNBOXED_DESCRIPTOR = "(L" + OBJECT + ";)J";

  public static final String INTEGER = "java/lang/Integer";
  public static final String INT_VALUE = "intValue";
  public static final String STATE = "state";
  public static final String STATE_DESCRIPTOR = "S";

  /** {@code Frame.resumed}: the awaited value, or the exception, after a suspension. */
  public static final String RESUMED = "resumed";

  public static final String RESUMED_DESCRIPTOR = "(L" + TASK + ";)L" + OBJECT + ";";

  /** {@code Frame.tail(Object, Frame)}: the end of a body whose last await is its result. */
  public static final String TAIL = "tail";

  public static final String TAIL_DESCRIPTOR = "(L" + OBJECT + ";L" + FRAME + ";)L" + OBJECT + ";";

  /** {@code Frame.await(what, Task, int depth)}. */
  public static final String FRAME_AWAIT_AWAITABLE =
      "(L" + AWAITABLE + ";L" + TASK + ";I)L" + OBJECT + ";";

  public static final String FRAME_AWAIT_STAGE = "(L" + STAGE + ";L" + TASK + ";I)L" + OBJECT + ";";

  /** {@code Frame.stop}, and that of its subclasses: the frame of a body that stops. */
  public static final String STOP = "stop";

  /** {@code AwaitedCalls.put(queue, item, Task, int depth)}: awaits an operation called at once. */
  public static final String AWAITED_CALLS = "dev/weft/sync/AwaitedCalls";

  /** Whose operations, and by which name {@link #AWAITED_CALLS} knows the class. */
  public static final Map<String, String> AWAITED_OWNERS =
      Map.of(
          "dev/weft/sync/AsyncEvent", "dev/weft/sync/AsyncEvent",
          "dev/weft/sync/AsyncLifoQueue", "dev/weft/sync/AsyncQueue",
          "dev/weft/sync/AsyncLock", "dev/weft/sync/AsyncLock",
          "dev/weft/sync/AsyncPriorityQueue", "dev/weft/sync/AsyncQueue",
          "dev/weft/sync/AsyncQueue", "dev/weft/sync/AsyncQueue",
          "dev/weft/sync/AsyncSemaphore", "dev/weft/sync/AsyncSemaphore",
          "dev/weft/sync/BoundedAsyncSemaphore", "dev/weft/sync/AsyncSemaphore");

  /** Which operations: {@code join}, for one, has none. */
  public static final Set<String> AWAITED_OPERATIONS =
      Set.of("acquire", "get", "put", "waitUntilSet");

  /** {@code frame.depth()}: how deeply its body is nested on the Java stack. */
  public static final String DEPTH = "depth";

  public static final String DEPTH_DESCRIPTOR = "()I";

  /** {@code Frame.DEEPEST}: a body nested so deeply on the Java stack calls no other. */
  public static final String DEEPEST = "DEEPEST";

  /** {@code Frame.passing(Throwable, Task)}: what comes to a finally block. */
  public static final String PASSING = "passing";

  /** {@code Frame.caught(Throwable, Task)}: what a body catches, and looks at. */
  public static final String CAUGHT = "caught";

  /** {@code Frame.ignored(Throwable, Task)}: what a body catches, and does not look at. */
  public static final String IGNORED = "ignored";

  public static final String THROWABLE = "java/lang/Throwable";
  public static final String CAUGHT_DESCRIPTOR = "(L" + THROWABLE + ";L" + TASK + ";)V";

  /** {@code Frame.task(Frame)}: what a method that returns {@code Task} gives. */
  public static final String START_TASK = "task";

  public static final String START_TASK_DESCRIPTOR = "(L" + FRAME + ";)L" + TASK + ";";

  /** {@code Frame.stage(Frame)}: what a method that returns a completion stage gives. */
  public static final String START_STAGE = "stage";

  public static final String START_STAGE_DESCRIPTOR =
      "(L" + FRAME + ";)L" + COMPLETABLE_FUTURE + ";";

  private static final String[] REFERENCE_FIELDS = {"r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7"};
  private static final String[] NUMBER_FIELDS = {"n0", "n1", "n2", "n3"};
  public static final String REFERENCE_FIELD_DESCRIPTOR = "L" + OBJECT + ";";

  /** {@code Frame.pack(int low, int high)}: two values in one field. */
  public static final String PACK = "pack";

  public static final String PACK_DESCRIPTOR = "(II)J";

  /** {@code Frame.high(long)}: the second of them. */
  public static final String HIGH = "high";

  public static final String HIGH_DESCRIPTOR = "(J)I";

  /** {@code Object[] refs}: the references that have no field. */
  public static final String REFERENCE_ARRAY = "refs";

  public static final String REFERENCE_ARRAY_DESCRIPTOR = "[L" + OBJECT + ";";

  /** {@code long[] nums}: the primitive values that have no field. */
  public static final String NUMBER_ARRAY = "nums";

  public static final String NUMBER_ARRAY_DESCRIPTOR = "[J";

  /** The field that keeps a value; {@link FrameClass#declaring} says whose it is. */
  public static String field(boolean reference, int index) {
    return (reference ? REFERENCE_FIELDS : NUMBER_FIELDS)[index];
  }

  private RuntimeNames() {}
}
