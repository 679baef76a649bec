package org.jetbrains.jps.javac;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.annotation.processing.ProcessingEnvironment;

/** A stand-in for the class of IntelliJ's build process that opens its own wrappers. */
public final class APIWrappers {
  private APIWrappers() {}

  /** A proxy as IntelliJ makes it. */
  public static ProcessingEnvironment wrap(ProcessingEnvironment env) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            APIWrappers.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            new Wrapper(env));
  }

  /** The method that tools are told to call. */
  public static <T> T unwrap(Class<? extends T> type, T wrapper) {
    return Proxy.isProxyClass(wrapper.getClass())
            && Proxy.getInvocationHandler(wrapper) instanceof Wrapper inside
        ? type.cast(inside.env)
        : wrapper;
  }

  private record Wrapper(ProcessingEnvironment env) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      return method.invoke(env, arguments);
    }
  }
}
