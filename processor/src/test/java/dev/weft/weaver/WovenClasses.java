package dev.weft.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** Compiled classes after the weaver, checked by ASM's verifier, and a loader that has them. */
public final class WovenClasses extends ClassLoader {
  private final Map<String, byte[]> classes = new LinkedHashMap<>();

  private WovenClasses(Map<String, byte[]> compiled, TypeLookup types) {
    super(WovenClasses.class.getClassLoader());
    Weaver weaver = new Weaver(WeaverOptions.DEFAULT, types);
    compiled.forEach(
        (name, bytes) -> {
          Woven woven = weaver.weave(bytes);
          if (!woven.findings().isEmpty()) {
            throw new AssertionError(woven.findings().toString());
          }
          classes.put(name, woven.bytes());
        });
  }

  /** Weaves; a finding is an error. */
  public static WovenClasses of(Map<String, byte[]> compiled) {
    return new WovenClasses(compiled, TypeLookup.NONE);
  }

  /** The same by a weaver that finds the types which the classes mention. */
  public static WovenClasses knowingTypes(Map<String, byte[]> compiled) {
    return new WovenClasses(compiled, new ClassFileTypes(name -> find(name, compiled)));
  }

  private static byte[] find(String name, Map<String, byte[]> compiled) {
    byte[] own = compiled.get(name.replace('/', '.'));
    ClassLoader loader = WovenClasses.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return own != null || in == null ? own : in.readAllBytes();
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** The class file after weaving. */
  public byte[] bytes(String name) {
    return classes.get(name);
  }

  /** All class files by binary name. */
  public Map<String, byte[]> all() {
    return classes;
  }

  /** Fails unless ASM's verifier accepts every class. */
  public WovenClasses verified() {
    classes.values().forEach(this::verify);
    return this;
  }

  /** Whether ASM's verifier accepts that class. */
  public boolean verifies(String name) {
    try {
      verify(bytes(name));
      return true;
    } catch (AssertionError complaint) {
      return false;
    }
  }

  private void verify(byte[] bytes) {
    StringWriter complaints = new StringWriter();
    ClassReader reader = new ClassReader(bytes[7] > 69 ? patched(bytes) : bytes);
    CheckClassAdapter.verify(reader, this, false, new PrintWriter(complaints));
    if (!complaints.toString().isEmpty()) {
      throw new AssertionError(complaints.toString());
    }
  }

  private static byte[] patched(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[7] = 69;
    return copy;
  }

  /** Calls a static method without parameters. */
  public Object call(String type, String method) throws Throwable {
    Method found = loadClass(type).getDeclaredMethod(method);
    found.setAccessible(true);
    try {
      return found.invoke(null);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
