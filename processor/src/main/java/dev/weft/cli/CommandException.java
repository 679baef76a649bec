package dev.weft.cli;

/** A command failed; the message says why and what to do, so nobody need see a stack. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
