package dev.weft.weaver.analysis;

/**
 * A set of local slots for each instruction of a method.
 *
 * <p>Bits, not objects: a build weaves in a JVM that has just started, where little of this code is
 * compiled and every object costs.
 */
public final class SlotSets {
  private static final int SLOTS_PER_WORD = Long.SIZE;

  /** By word, then by instruction: data flow treats the words one after the other. */
  private final long[][] words;

  /** Empty sets for {@code instructions} instructions and slots below {@code slots}. */
  SlotSets(int instructions, int slots) {
    this(new long[(slots + SLOTS_PER_WORD - 1) / SLOTS_PER_WORD][]);
    for (int word = 0; word < words.length; word++) {
      words[word] = new long[instructions]; // Slow when made together with what holds them.
    }
  }

  private SlotSets(long[][] words) {
    this.words = words;
  }

  /** Whether {@code slot} is in the set of the instruction at {@code index}. */
  public boolean contains(int index, int slot) {
    int word = slot / SLOTS_PER_WORD;
    return word < words.length && (words[word][index] & 1L << slot) != 0;
  }

  void add(int index, int slot) {
    words[slot / SLOTS_PER_WORD][index] |= 1L << slot;
  }

  /** All that is in either, as sets of its own. */
  SlotSets plus(SlotSets other) {
    long[][] sum = new long[words.length][];
    for (int word = 0; word < words.length; word++) {
      long[] bits = words[word].clone();
      long[] more = other.words[word];
      for (int index = 0; index < bits.length; index++) {
        bits[index] |= more[index];
      }
      sum[word] = bits;
    }
    return new SlotSets(sum);
  }

  int words() {
    return words.length;
  }

  /** The slots from {@code 64 * word} on, a bit for each, by index of instruction. */
  long[] word(int word) {
    return words[word];
  }
}
