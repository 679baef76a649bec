package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs beside this one: asyncio's subprocess, over {@link ProcessBuilder}.
 *
 * <p>Closing kills it if it still runs; a child that nobody closes is killed with its loop. The JDK
 * collects every child that exits, so there are no zombies.
 */
public final class Subprocess implements AsyncCloseable {
  private final EventLoop loop = EventLoop.running();
  private final Process process;
  private final WaitList waiters = new WaitList(loop);
  private final AutoCloseable untilLoopCloses = new UntilLoopCloses(() -> this, this::abandon);
  private final @Nullable PipeOutput input;
  private final @Nullable StreamWriter stdin;
  private final @Nullable PipeInput output;
  private final @Nullable StreamReader stdout;
  private final @Nullable PipeInput errors;
  private final @Nullable StreamReader stderr;

  /** Null while it runs. */
  private @Nullable Integer exitCode;

  private Subprocess(Process process, SubprocessOptions options) {
    this.process = process;
    boolean writes = options.stdin().equals(Redirect.PIPE);
    input =
        writes
            ? new PipeOutput(process.getOutputStream(), "stdin of process " + process.pid())
            : null;
    stdin = input == null ? null : new StreamWriter(new Connection(input, 1).start());
    boolean reads = options.stdout().equals(Redirect.PIPE);
    stdout = reads ? new StreamReader(options.limit()) : null;
    output = stdout == null ? null : PipeInput.into(stdout, process.getInputStream());
    boolean hears = options.stderr().equals(Redirect.PIPE) && !options.mergeStderr();
    stderr = hears ? new StreamReader(options.limit()) : null;
    errors = stderr == null ? null : PipeInput.into(stderr, process.getErrorStream());
    loop.addResource(untilLoopCloses);
    Future.of(process.onExit()).addDoneCallback(exited -> exited());
  }

  /**
   * Starts a program, with pipes to its input, its output and its messages.
   *
   * @param command the program and its arguments
   * @return the running program; if the awaiting task is cancelled, it is killed
   * @throws IOException when awaited, if it cannot be started
   */
  public static Coroutine<Subprocess> exec(String... command) throws IOException {
    return exec(SubprocessOptions.DEFAULT, command);
  }

  /**
   * Starts a program.
   *
   * @param options directory, environment, redirections
   * @param command the program and its arguments
   * @return the running program
   * @throws IOException when awaited, if it cannot be started
   */
  public static Coroutine<Subprocess> exec(SubprocessOptions options, String... command)
      throws IOException {
    if (command.length == 0) {
      throw new IllegalArgumentException("exec() without a program: name one, then its arguments");
    }
    ProcessBuilder builder = options.builder(command);
    // Not on the loop: a fork takes a millisecond or more.
    Opening<Process> starting = new Opening<>(builder::start, Subprocess::killUnwanted);
    return new Steps<Subprocess>() {
      @Override
      Object step(int number, @Nullable Object value) {
        return number == 0 ? starting.coroutine() : new Subprocess(Steps.cast(value), options);
      }
    }.coroutine();
  }

  private static void killUnwanted(Process process) {
    process.destroyForcibly(); // Closes the pipes too.
  }

  /**
   * Starts a command line in the shell.
   *
   * @param commandLine what {@code /bin/sh -c}, or {@code cmd /c} on Windows, runs
   * @return the running shell
   * @throws IOException when awaited, if it cannot be started
   */
  public static Coroutine<Subprocess> shell(String commandLine) throws IOException {
    return shell(SubprocessOptions.DEFAULT, commandLine);
  }

  /**
   * Starts a command line in the shell.
   *
   * @param options directory, environment, redirections
   * @param commandLine what the shell runs
   * @return the running shell
   * @throws IOException when awaited, if it cannot be started
   */
  public static Coroutine<Subprocess> shell(SubprocessOptions options, String commandLine)
      throws IOException {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return windows
        ? exec(options, "cmd", "/c", commandLine)
        : exec(options, "/bin/sh", "-c", commandLine);
  }

  /**
   * The way to its standard input.
   *
   * @return writes to the program
   * @throws IllegalStateException if that is no pipe
   */
  public StreamWriter stdin() {
    return requirePipe(stdin, "stdin");
  }

  /**
   * Its standard output.
   *
   * @return what the program writes
   * @throws IllegalStateException if that is no pipe
   */
  public StreamReader stdout() {
    return requirePipe(stdout, "stdout");
  }

  /**
   * Its messages.
   *
   * @return what the program writes to its standard error
   * @throws IllegalStateException if that is no pipe
   */
  public StreamReader stderr() {
    return requirePipe(stderr, "stderr");
  }

  private <T> T requirePipe(@Nullable T pipe, String name) {
    if (pipe == null) {
      throw new IllegalStateException(
          name
              + "() of "
              + this
              + ", which was redirected: use Redirect.PIPE to have it as a stream");
    }
    return pipe;
  }

  /**
   * What a program wrote until it ended.
   *
   * @param stdout its output; empty if that was redirected
   * @param stderr its messages; empty if they were redirected
   * @param exitCode as {@link #waitExit} gives it
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes to be read, not to be compared.
  public record Output(byte[] stdout, byte[] stderr, int exitCode) {}

  /**
   * Ends its input, reads all it writes, and waits for its end.
   *
   * @return what it wrote
   * @throws IOException when awaited, if reading fails
   */
  public Coroutine<Output> communicate() throws IOException {
    return communicate(new byte[0]);
  }

  /**
   * Writes its input and ends that, reads all it writes meanwhile, and waits for its end. That it
   * does not read its input is no failure.
   *
   * @param data its input
   * @return what it wrote
   * @throws IOException when awaited, if reading fails
   */
  public Coroutine<Output> communicate(byte[] data) throws IOException {
    return new Communicating(this, stdin, stdout, stderr, data).coroutine();
  }

  private void exited() {
    exitCode = process.exitValue();
    loop.removeResource(untilLoopCloses);
    waiters.wakeAll();
  }

  /**
   * Waits for its end; its pipes may still have something to read.
   *
   * @return the exit code; 128 and the signal's number if a signal ended it
   */
  public Coroutine<Integer> waitExit() {
    return new Frame<>(Subprocess::waitingExit, this);
  }

  private static @Nullable Object waitingExit(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Subprocess child = Steps.cast(self);
    if (frame.state != Frame.START) {
      frame.resumed(task);
    }
    if (child.exitCode == null) {
      frame.state = 1;
      return Frame.await(child.waiters.join(), frame, task);
    }
    return child.exitCode;
  }

  /**
   * How it ended.
   *
   * @return the exit code; 128 and the signal's number if a signal ended it; null while it runs
   */
  public @Nullable Integer exitCode() {
    return exitCode;
  }

  /**
   * Its number in the system.
   *
   * @return the process id
   */
  public long pid() {
    return process.pid();
  }

  /** Asks it to end: SIGTERM. Nothing happens if it has. */
  public void terminate() {
    process.toHandle().destroy(); // Unlike Process.destroy this leaves the pipes open.
  }

  /** Ends it: SIGKILL. Nothing happens if it has ended. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /**
   * Kills it if it still runs, waits for its end and closes the pipes.
   *
   * @return done when no descriptor is held
   */
  @Override
  public Coroutine<Void> closeAsync() {
    return new Steps<Void>() {
      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        return switch (number) {
          case 0 -> {
            if (exitCode == null) {
              kill();
            }
            yield waitExit();
          }
          case 1 -> {
            endPipes();
            yield loop.runInExecutor(Pipes.THREADS, Subprocess.this::closePipes);
          }
          default -> null;
        };
      }

      @Override
      Object failed(Throwable failure) throws Throwable {
        abandon();
        throw failure;
      }
    }.coroutine();
  }

  private void endPipes() {
    if (stdin != null) {
      stdin.abort();
    }
    if (output != null) {
      output.end();
    }
    if (errors != null) {
      errors.end();
    }
  }

  /** By a thread: closing may have to wait for whoever uses the pipe, but not for long now. */
  private boolean closePipes() {
    if (output != null) {
      output.close();
    }
    if (errors != null) {
      errors.close();
    }
    if (input != null && !input.isBusy()) {
      input.closeBlocking();
    }
    return true;
  }

  /** Nobody waits for it any more. */
  private void abandon() {
    kill();
    endPipes();
    Pipes.THREADS.execute(this::closePipes);
  }

  @Override
  public String toString() {
    String state = exitCode == null ? "running" : "exited with " + exitCode;
    return "<Subprocess " + process.pid() + " " + state + ">";
  }
}
