package dev.weft.weaver.names;

import org.jspecify.annotations.Nullable;

/**
 * The runtime's frames, by what they have room for. Each extends the one before, so it has the
 * fields of that one and some of its own. What the last has no field for, it keeps in arrays.
 */
public enum FrameClass {
  SMALL(RuntimeNames.FRAME, 3, 1, ""),
  MEDIUM("dev/weft/compiled/MediumFrame", 5, 3, ""),
  LARGE(RuntimeNames.LARGE_FRAME, 8, 4, "II");

  private static final FrameClass[] ALL = values();

  private final String type;
  private final int references;
  private final int numbers;
  private final String constructor;
  private final String stop;

  FrameClass(String type, int references, int numbers, String sizes) {
    this.type = type;
    this.references = references;
    this.numbers = numbers;
    String made = "L" + RuntimeNames.BODY + ";L" + RuntimeNames.OBJECT + ";";
    this.constructor = "(" + made + sizes + ")V";
    this.stop =
        "(IL"
            + RuntimeNames.FRAME
            + ";"
            + made
            + "L"
            + RuntimeNames.TASK
            + ";"
            + sizes
            + ")L"
            + type
            + ";";
  }

  /** The smallest with room for that much, as far as there is one. */
  public static FrameClass withRoomFor(int references, int numbers) {
    for (FrameClass each : ALL) {
      if (references <= each.references && numbers <= each.numbers) {
        return each;
      }
    }
    return LARGE;
  }

  /** The one that declares a field; null if the value has its place in an array. */
  public static @Nullable FrameClass declaring(boolean reference, int index) {
    for (FrameClass each : ALL) {
      if (index < each.fields(reference)) {
        return each;
      }
    }
    return null;
  }

  /** Its internal name. */
  public String type() {
    return type;
  }

  /** Whether it is told how many values have no field. */
  public boolean hasArrays() {
    return this == LARGE;
  }

  /** How many fields of a sort it has, with those that it inherits. */
  public int fields(boolean reference) {
    return reference ? references : numbers;
  }

  /** {@code (Body, Object receiver)}, and with arrays {@code int refs, int nums}. */
  public String constructor() {
    return constructor;
  }

  /** {@code stop(int state, Frame, Body, Object receiver, Task)}, and the same behind it. */
  public String stop() {
    return stop;
  }
}
