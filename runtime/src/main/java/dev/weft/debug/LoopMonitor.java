package dev.weft.debug;

import dev.weft.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The loops of this process, for JMX.
 *
 * <p>Nobody registers it by default, for JMX costs a program at its start more than Weft does. The
 * command {@code weft ps PID} has it made over the wire when it asks; a program whose Weft is not
 * on the class path of the application class loader calls {@link #register}, or starts with {@code
 * -Dweft.jmx=true}.
 */
public final class LoopMonitor implements LoopMonitorMXBean {
  /** Its name in JMX. */
  public static final String NAME = "dev.weft:type=LoopMonitor";

  /** Public because JMX makes it by name. */
  public LoopMonitor() {}

  /** Registers it with the platform's MBean server; a second time does nothing. */
  public static void register() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new LoopMonitor(), new ObjectName(NAME));
    } catch (InstanceAlreadyExistsException registeredAlready) {
      return;
    } catch (JMException e) {
      throw new IllegalStateException("cannot register " + NAME + " with JMX", e);
    }
  }

  @Override
  public int getLoopCount() {
    return EventLoop.dumpAll().size();
  }

  @Override
  public int getTaskCount() {
    return EventLoop.dumpAll().stream().mapToInt(dump -> dump.tasks().size()).sum();
  }

  @Override
  public String ps() {
    return all(TaskDump::text, "\n");
  }

  @Override
  public String pstree() {
    return all(TaskDump::tree, "\n");
  }

  @Override
  public String json() {
    return "[" + all(TaskDump::json, ",") + "]";
  }

  @Override
  public String mermaid() {
    return all(TaskDump::mermaid, "\n");
  }

  private static String all(Function<TaskDump, String> text, String between) {
    List<TaskDump> dumps = EventLoop.dumpAll();
    return dumps.stream().map(text).collect(Collectors.joining(between));
  }
}
