package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.weaver.CountedClasses;
import dev.weft.weaver.JavaSources;
import dev.weft.weaver.WovenClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A class of test members, one of them {@code @Async static Coroutine<?> test()}. */
final class Program {
  private static final String HEAD =
      """
      package p;
      import static dev.weft.Asyncio.*;
      import static dev.weft.weaver.run.Later.*;
      import dev.weft.*;
      import java.io.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      public class P {
      """;

  private static final String PLAIN_HEAD =
      HEAD.replace("dev.weft.weaver.run.Later", "dev.weft.weaver.run.plain.Later")
          .replace("dev.weft.Asyncio", "dev.weft.weaver.run.plain.Asyncio")
          .replace("import dev.weft.*", "import dev.weft.weaver.run.plain.*");

  private final String members;
  private final List<String> options = new ArrayList<>();
  private boolean counted;

  private Program(String members) {
    this.members = members;
  }

  /** A program with these members. */
  static Program of(String members) {
    return new Program(members);
  }

  /** Adds options of javac. */
  Program with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Has JaCoCo's agent put its probes in before it is woven. */
  Program counted() {
    counted = true;
    return this;
  }

  /** For programs in newer Java; elsewhere the test is skipped. */
  Program since(int feature) {
    Assumptions.assumeTrue(Runtime.version().feature() >= feature);
    return this;
  }

  /**
   * Runs it in all ways; each time it must do what the same program does where await returns at
   * once.
   */
  void behavesAsWritten() {
    List<String> all = new ArrayList<>(options);
    all.add("-g");
    String plain = PLAIN_HEAD + members + "\n}\n";
    dev.weft.weaver.run.plain.Later.logged();
    String expected =
        runPlain(
            WovenClasses.of(JavaSources.compile(Map.of("p.P", plain), all.toArray(String[]::new))));
    assertThat(expected).as("the program itself").doesNotContain("Exception", "Error");
    gives(expected);
  }

  private static String runPlain(WovenClasses classes) {
    classes.setDefaultAssertionStatus(true);
    try {
      return String.valueOf(
          dev.weft.weaver.run.plain.Asyncio.await(
              (dev.weft.weaver.run.plain.Coroutine<?>) classes.call("p.P", "test")));
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    }
  }

  /**
   * Runs it in all ways; each time the result, or the exception, must print as {@code expected}.
   */
  void gives(String expected) {
    for (String debug : List.of("-g", "-g:none")) {
      List<String> all = new ArrayList<>(options);
      all.add(debug);
      Map<String, byte[]> compiled =
          JavaSources.compile(Map.of("p.P", HEAD + members + "\n}\n"), all.toArray(String[]::new));
      for (boolean pending : new boolean[] {false, true}) {
        WovenClasses classes =
            WovenClasses.of(counted ? CountedClasses.of(compiled) : compiled).verified();
        classes.setDefaultAssertionStatus(true);
        assertThat(run(classes, pending))
            .as("%s, %s", debug, pending ? "pending" : "done")
            .isEqualTo(expected);
      }
    }
  }

  /** The classes with debug information, woven. */
  WovenClasses woven() {
    List<String> all = new ArrayList<>(options);
    all.add("-g");
    return WovenClasses.of(
            JavaSources.compile(
                Map.of("p.P", HEAD + members + "\n}\n"), all.toArray(String[]::new)))
        .verified();
  }

  static String run(WovenClasses classes, boolean pending) {
    Later.begin(pending);
    EventLoop loop = EventLoop.create();
    try {
      Object coroutine = classes.call("p.P", "test");
      return String.valueOf(loop.runUntilComplete((Coroutine<?>) coroutine));
    } catch (VirtualMachineError | LinkageError error) {
      throw error;
    } catch (Throwable thrown) {
      return thrown.toString();
    } finally {
      loop.close();
    }
  }
}
