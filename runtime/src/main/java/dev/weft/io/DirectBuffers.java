package dev.weft.io;

import java.nio.ByteBuffer;

/**
 * The memory outside the heap that system calls read into and write from: a fixed set of buffers
 * for each thread that runs a loop, however many connections there are.
 *
 * <p>A buffer is used inside one call and never kept: between two calls the bytes of a connection
 * live on the heap, so that a connection at rest costs no buffer.
 */
final class DirectBuffers {
  /** As much as one system call moves: more gains nothing, the kernel's buffers are no larger. */
  static final int SIZE = 64 * 1024;

  private static final ThreadLocal<DirectBuffers> HERE =
      ThreadLocal.withInitial(DirectBuffers::new);

  private final ByteBuffer input = ByteBuffer.allocateDirect(SIZE);
  private final ByteBuffer output = ByteBuffer.allocateDirect(SIZE);
  private final ByteBuffer encryptedInput = ByteBuffer.allocateDirect(SIZE);
  private final ByteBuffer encryptedOutput = ByteBuffer.allocateDirect(SIZE);

  private DirectBuffers() {}

  /** Empty, for what a connection reads. */
  static ByteBuffer forInput() {
    return HERE.get().input.clear();
  }

  /** Empty, for what a socket writes. */
  static ByteBuffer forOutput() {
    return HERE.get().output.clear();
  }

  /** Empty, for records that are to be decrypted. */
  static ByteBuffer forEncryptedInput() {
    return HERE.get().encryptedInput.clear();
  }

  /** Empty, for records that were encrypted. */
  static ByteBuffer forEncryptedOutput() {
    return HERE.get().encryptedOutput.clear();
  }
}
