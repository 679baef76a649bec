package dev.weft.weaver.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.emit.CallMethod;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

/** Each name that woven code mentions is there in the runtime, public, with that type. */
class RuntimeNamesTest {
  private static Class<?> type(String internalName) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'));
  }

  private static void hasMethod(String owner, String name, String descriptor)
      throws ClassNotFoundException {
    assertThat(
            Stream.of(type(owner).getMethods())
                .filter(method -> method.getName().equals(name))
                .map(Type::getMethodDescriptor))
        .as(owner + "." + name)
        .contains(descriptor);
  }

  private static void hasConstructor(String owner, String descriptor)
      throws ClassNotFoundException {
    assertThat(Stream.of(type(owner).getConstructors()).map(Type::getConstructorDescriptor))
        .contains(descriptor);
  }

  private static void hasField(String owner, String name, String descriptor)
      throws ReflectiveOperationException {
    Field field = type(owner).getDeclaredField(name);
    assertThat(Modifier.isPublic(field.getModifiers())).as(name).isTrue();
    assertThat(Type.getDescriptor(field.getType())).as(name).isEqualTo(descriptor);
  }

  @Test
  void whatUsersWriteIsThere() throws ReflectiveOperationException {
    assertThat(Type.getDescriptor(type("dev/weft/Async"))).isEqualTo(RuntimeNames.ASYNC_DESCRIPTOR);
    hasMethod(RuntimeNames.ASYNCIO, RuntimeNames.AWAIT, RuntimeNames.AWAIT_AWAITABLE);
    hasMethod(RuntimeNames.ASYNCIO, RuntimeNames.AWAIT, RuntimeNames.AWAIT_STAGE);
    hasMethod(RuntimeNames.ASYNCIO, RuntimeNames.EMIT, RuntimeNames.EMIT_DESCRIPTOR);
    hasMethod(RuntimeNames.ASYNCIO, RuntimeNames.END, RuntimeNames.END_DESCRIPTOR);
    hasMethod(RuntimeNames.ASYNCIO, RuntimeNames.DONE, RuntimeNames.DONE_VALUE);
    hasMethod(RuntimeNames.ASYNCIO, RuntimeNames.DONE, RuntimeNames.DONE_NOTHING);
    hasMethod(RuntimeNames.TASK, RuntimeNames.DONE, RuntimeNames.TASK_DONE_VALUE);
    hasMethod(
        RuntimeNames.COMPLETABLE_FUTURE,
        RuntimeNames.COMPLETED_FUTURE,
        RuntimeNames.COMPLETED_FUTURE_DESCRIPTOR);
  }

  @Test
  void whatWovenCodeCallsIsThere() throws ReflectiveOperationException {
    hasMethod(RuntimeNames.BODY, RuntimeNames.RESUME, RuntimeNames.RESUME_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.AWAIT, RuntimeNames.FRAME_AWAIT_AWAITABLE);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.AWAIT, RuntimeNames.FRAME_AWAIT_STAGE);
    hasMethod(RuntimeNames.ASYNC_FOR, RuntimeNames.CLOSE, RuntimeNames.CLOSE_LOOP_DESCRIPTOR);
    hasMethod(RuntimeNames.ASYNC_FOR, RuntimeNames.CLOSE, RuntimeNames.CLOSE_AFTER_DESCRIPTOR);
    hasMethod(RuntimeNames.ASYNC_WITH, RuntimeNames.CLOSE, RuntimeNames.CLOSE_DESCRIPTOR);
    hasMethod(RuntimeNames.GENERATOR_FRAME, RuntimeNames.EMIT, RuntimeNames.FRAME_EMIT_DESCRIPTOR);
    hasMethod(
        RuntimeNames.GENERATOR_FRAME, RuntimeNames.GENERATOR, RuntimeNames.GENERATOR_DESCRIPTOR);
    hasConstructor(RuntimeNames.GENERATOR_FRAME, FrameClass.LARGE.constructor());
    hasMethod(RuntimeNames.FRAME, RuntimeNames.TAIL, RuntimeNames.TAIL_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.DEPTH, RuntimeNames.DEPTH_DESCRIPTOR);
    hasField(RuntimeNames.FRAME, RuntimeNames.DEEPEST, "I");
    hasMethod(RuntimeNames.FRAME, RuntimeNames.BOXED, RuntimeNames.BOXED_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.UNBOXED, RuntimeNames.UNBOXED_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.PASSING, RuntimeNames.CAUGHT_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.CAUGHT, RuntimeNames.CAUGHT_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.IGNORED, RuntimeNames.CAUGHT_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.RESUMED, RuntimeNames.RESUMED_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.PACK, RuntimeNames.PACK_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.HIGH, RuntimeNames.HIGH_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.START_TASK, RuntimeNames.START_TASK_DESCRIPTOR);
    hasMethod(RuntimeNames.FRAME, RuntimeNames.START_STAGE, RuntimeNames.START_STAGE_DESCRIPTOR);
    for (FrameClass frame : FrameClass.values()) {
      hasConstructor(frame.type(), frame.constructor());
      hasMethod(frame.type(), RuntimeNames.STOP, frame.stop());
    }
  }

  @Test
  void whatIsAwaitedWithoutACoroutineHasAMethodForThat() throws ReflectiveOperationException {
    int operations = 0;
    for (Map.Entry<String, String> owner : RuntimeNames.AWAITED_OWNERS.entrySet()) {
      for (Method method : type(owner.getKey()).getMethods()) {
        if (RuntimeNames.AWAITED_OPERATIONS.contains(method.getName())) {
          String written = Type.getMethodDescriptor(method);
          hasMethod(
              RuntimeNames.AWAITED_CALLS,
              method.getName(),
              "(L" + owner.getValue() + ";" + CallMethod.descriptor(written, false).substring(1));
          operations++;
        }
      }
    }
    assertThat(operations).isEqualTo(2 * 3 + 1 + 2 + 1);
  }

  @Test
  void fieldsOfFramesAreThere() throws ReflectiveOperationException {
    hasField(RuntimeNames.FRAME, RuntimeNames.SUSPENDED, RuntimeNames.SUSPENDED_DESCRIPTOR);
    hasField(RuntimeNames.FRAME, RuntimeNames.STATE, RuntimeNames.STATE_DESCRIPTOR);
    for (int n = 0; n < FrameClass.LARGE.fields(true); n++) {
      String owner = FrameClass.declaring(true, n).type();
      hasField(owner, RuntimeNames.field(true, n), RuntimeNames.REFERENCE_FIELD_DESCRIPTOR);
    }
    for (int n = 0; n < FrameClass.LARGE.fields(false); n++) {
      hasField(FrameClass.declaring(false, n).type(), RuntimeNames.field(false, n), "J");
    }
    hasField(
        RuntimeNames.LARGE_FRAME,
        RuntimeNames.REFERENCE_ARRAY,
        RuntimeNames.REFERENCE_ARRAY_DESCRIPTOR);
    hasField(
        RuntimeNames.LARGE_FRAME, RuntimeNames.NUMBER_ARRAY, RuntimeNames.NUMBER_ARRAY_DESCRIPTOR);
  }
}
