package dev.weft.io;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that have arrived and were not read.
 *
 * <p>What arrives while it is empty gets an array of its own size, and who reads all of it gets
 * that array: most messages are copied once, out of the system call's buffer. Empty it holds
 * nothing.
 */
final class ReadBuffer {
  static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;

  /** The unread bytes are those from head to tail. */
  private int head;

  private int tail;

  int size() {
    return tail - head;
  }

  boolean isEmpty() {
    return head == tail;
  }

  void append(ByteBuffer more) {
    int count = more.remaining();
    if (isEmpty()) {
      bytes = new byte[count];
      head = 0;
      tail = 0;
    } else if (bytes.length - tail < count) {
      makeRoomFor(count);
    }
    more.get(bytes, tail, count);
    tail += count;
  }

  private void makeRoomFor(int count) {
    int size = size();
    int needed = Math.addExact(size, count);
    // In place only if that frees half the array, so that moving costs no more than growing.
    byte[] target = needed <= bytes.length / 2 ? bytes : new byte[larger(needed)];
    System.arraycopy(bytes, head, target, 0, size);
    bytes = target;
    head = 0;
    tail = size;
  }

  private static int larger(int needed) {
    return (int) Math.min(2L * needed, Integer.MAX_VALUE - 8);
  }

  /** Takes the first bytes out; there must be that many. */
  byte[] take(int count) {
    if (count == 0) {
      return NOTHING;
    }
    byte[] taken;
    if (head == 0 && count == bytes.length) {
      taken = bytes;
      clear();
    } else {
      taken = Arrays.copyOfRange(bytes, head, head + count);
      skip(count);
    }
    return taken;
  }

  byte[] takeAll() {
    return take(size());
  }

  /** Moves as many of the first bytes as there is room for. */
  int moveTo(ByteBuffer target) {
    int count = Math.min(size(), target.remaining());
    target.put(bytes, head, count);
    skip(count);
    return count;
  }

  void skip(int count) {
    head += count;
    if (head == tail) {
      clear();
    }
  }

  void clear() {
    bytes = NOTHING;
    head = 0;
    tail = 0;
  }

  /** Where a pattern begins, counted from the first unread byte, looking from there on; or -1. */
  int indexOf(byte[] pattern, int from) {
    int last = tail - pattern.length;
    for (int start = head + from; start <= last; start++) {
      if (bytes[start] == pattern[0] && matches(pattern, start)) {
        return start - head;
      }
    }
    return -1;
  }

  boolean startsWith(byte[] pattern, int at) {
    int start = head + at;
    return start + pattern.length <= tail && matches(pattern, start);
  }

  private boolean matches(byte[] pattern, int start) {
    return Arrays.equals(bytes, start, start + pattern.length, pattern, 0, pattern.length);
  }
}
