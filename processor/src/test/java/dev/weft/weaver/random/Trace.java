package dev.weft.weaver.random;

import java.util.ArrayList;
import java.util.List;

/** What generated programs have done so far, and the things they use in both worlds. */
public class Trace {
  private static final int FUEL = 200;

  /** How often methods may call back. */
  private static final int ROOMS = 5;

  private static List<String> lines = new ArrayList<>();
  private static int fuel;
  private static int rooms;

  protected Trace() {}

  /** Begins a new trace. */
  public static void clear() {
    lines = new ArrayList<>();
    fuel = FUEL;
    rooms = ROOMS;
  }

  /** The trace so far. */
  public static List<String> lines() {
    return lines;
  }

  /** Writes a line. */
  public static void log(Object line) {
    lines.add(String.valueOf(line));
  }

  /** Writes down that {@code value} was computed at {@code place}. */
  public static <T> T at(int place, T value) {
    log(place + ":" + value);
    return value;
  }

  /** The second of two values. */
  public static <T> T second(Object first, T second) {
    log(first);
    return second;
  }

  /** Ends programs that would run too long. */
  public static void step() {
    if (--fuel < 0) {
      throw new OutOfFuel();
    }
  }

  /** Whether a method may call one that may call it. */
  public static boolean room() {
    return --rooms >= 0;
  }

  /** A value that the compiler cannot know: whether the {@code n}th bit is set. */
  public static boolean bit(int pattern, int n) {
    return (pattern >> (n & 15) & 1) != 0;
  }

  /** Arguments of every sort, in order. */
  public static String join(int a, long b, Object c, double d, String e) {
    return a + "/" + b + "/" + c + "/" + d + "/" + e;
  }

  /** Thrown by {@link #step}. */
  public static final class OutOfFuel extends Error {
    private static final long serialVersionUID = 1;

    OutOfFuel() {
      super("fuel", null, false, false);
    }
  }

  /** An exception that generated programs throw and catch. */
  public static class Red extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Red(Object message) {
      super(String.valueOf(message));
    }
  }

  /** A special one. */
  public static final class DarkRed extends Red {
    private static final long serialVersionUID = 1;

    public DarkRed(Object message) {
      super(message);
    }
  }

  /** Another one. */
  public static final class Blue extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Blue(Object message) {
      super(String.valueOf(message));
    }
  }

  /** An object with a constructor that is seen. */
  public record Box(int number, Object content) {
    public Box {
      log("new Box " + number);
      if (number == 13) {
        throw new Blue("13");
      }
    }
  }

  /** A resource that says when it is closed. */
  public static final class Door implements AutoCloseable {
    private final int number;

    public Door(int number) {
      this.number = number;
      log("open " + number);
    }

    public int number() {
      return number;
    }

    @Override
    public void close() {
      log("close " + number);
      if (number % 5 == 4) {
        throw new Red("door " + number);
      }
    }
  }

  /** Something to switch over. */
  public enum Color {
    RED,
    GREEN,
    BLUE;

    public static Color of(int number) {
      return values()[(number & 0xFF) % 3];
    }
  }
}
