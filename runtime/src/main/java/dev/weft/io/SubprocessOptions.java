package dev.weft.io;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to start a subprocess. Immutable; each {@code with} gives another one.
 *
 * @param directory where it works; null for where this process does
 * @param environment variables to set or change; the others are this process's
 * @param stdin where its input comes from
 * @param stdout where its output goes
 * @param stderr where its messages go
 * @param mergeStderr whether its messages go where its output goes
 * @param limit how far the readers read ahead, and how long a line may be
 */
public record SubprocessOptions(
    @Nullable Path directory,
    Map<String, String> environment,
    Redirect stdin,
    Redirect stdout,
    Redirect stderr,
    boolean mergeStderr,
    int limit) {
  /** Three pipes. */
  public static final SubprocessOptions DEFAULT =
      new SubprocessOptions(
          null,
          Map.of(),
          Redirect.PIPE,
          Redirect.PIPE,
          Redirect.PIPE,
          false,
          StreamReader.DEFAULT_LIMIT);

  /**
   * How to start a subprocess.
   *
   * @param directory where it works; null for where this process does
   * @param environment variables to set or change; the others are this process's
   * @param stdin where its input comes from
   * @param stdout where its output goes
   * @param stderr where its messages go
   * @param mergeStderr whether its messages go where its output goes
   * @param limit how far the readers read ahead, and how long a line may be
   * @throws IllegalArgumentException if the limit is not positive
   */
  public SubprocessOptions {
    StreamReader.requireLimit(limit); // Later there would be something open that nobody closes.
  }

  /**
   * In another directory.
   *
   * @param path where it works
   * @return other options
   */
  public SubprocessOptions withDirectory(Path path) {
    return new SubprocessOptions(path, environment, stdin, stdout, stderr, mergeStderr, limit);
  }

  /**
   * With other environment variables.
   *
   * @param variables to set or change
   * @return other options
   */
  public SubprocessOptions withEnvironment(Map<String, String> variables) {
    return new SubprocessOptions(
        directory, Map.copyOf(variables), stdin, stdout, stderr, mergeStderr, limit);
  }

  /**
   * With another input.
   *
   * @param from where it comes from
   * @return other options
   */
  public SubprocessOptions withStdin(Redirect from) {
    return new SubprocessOptions(directory, environment, from, stdout, stderr, mergeStderr, limit);
  }

  /**
   * With another output.
   *
   * @param to where it goes
   * @return other options
   */
  public SubprocessOptions withStdout(Redirect to) {
    return new SubprocessOptions(directory, environment, stdin, to, stderr, mergeStderr, limit);
  }

  /**
   * With another place for messages.
   *
   * @param to where they go
   * @return other options
   */
  public SubprocessOptions withStderr(Redirect to) {
    return new SubprocessOptions(directory, environment, stdin, stdout, to, false, limit);
  }

  /**
   * With the messages among the output: asyncio's {@code stderr=STDOUT}.
   *
   * @return other options
   */
  public SubprocessOptions withMergedStderr() {
    return new SubprocessOptions(directory, environment, stdin, stdout, stderr, true, limit);
  }

  /**
   * With another limit.
   *
   * @param bytes how far the readers read ahead, and how long a line may be
   * @return other options
   */
  public SubprocessOptions withLimit(int bytes) {
    return new SubprocessOptions(directory, environment, stdin, stdout, stderr, mergeStderr, bytes);
  }

  ProcessBuilder builder(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().putAll(environment);
    return builder
        .redirectInput(stdin)
        .redirectOutput(stdout)
        .redirectError(stderr)
        .redirectErrorStream(mergeStderr);
  }
}
