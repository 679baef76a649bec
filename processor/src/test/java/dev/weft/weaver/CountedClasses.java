package dev.weft.weaver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/** Compiled classes as JaCoCo's agent hands them on when it comes before the weaver. */
public final class CountedClasses {
  private static final LoggerRuntime RUNTIME = new LoggerRuntime();

  static {
    try {
      RUNTIME.startup(new RuntimeData());
    } catch (Exception e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private CountedClasses() {}

  /** Puts JaCoCo's probes into all of them. */
  public static Map<String, byte[]> of(Map<String, byte[]> compiled) {
    Instrumenter instrumenter = new Instrumenter(RUNTIME);
    Map<String, byte[]> counted = new LinkedHashMap<>();
    compiled.forEach(
        (name, bytes) -> {
          try {
            counted.put(name, instrumenter.instrument(bytes, name));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return counted;
  }
}
