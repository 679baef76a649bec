package dev.weft.samples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a sample prints; tests of samples compare it. */
public final class Output {
  /** A main method. */
  @FunctionalInterface
  public interface Main {
    void run(String[] args) throws Exception;
  }

  private Output() {}

  /** The lines that a main method prints to standard output. */
  public static List<String> of(Main main, String... args) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      main.run(args);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
