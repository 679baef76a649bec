package dev.weft.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The loop monitor of another process of this machine and user, over the local JMX connector.
 *
 * <p>The other process need have prepared nothing: we have its JVM start the connector and make the
 * monitor, and take the monitor away again. The runtime is known by name only.
 */
final class RemoteLoops implements AutoCloseable {
  private static final String MONITOR_CLASS = "dev.weft.debug.LoopMonitor";
  private static final String MONITOR_NAME = "dev.weft:type=LoopMonitor";

  private final String pid;
  private final JMXConnector connector;

  RemoteLoops(String pid, JMXConnector connector) {
    this.pid = pid;
    this.connector = connector;
  }

  @SuppressWarnings("BanJNDI") // The address comes from a JVM of the same user on this machine.
  static RemoteLoops of(String pid) throws CommandException {
    try {
      VirtualMachine machine = VirtualMachine.attach(pid);
      try {
        JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
        return new RemoteLoops(pid, JMXConnectorFactory.connect(address));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw new CommandException(
          "cannot look into process "
              + pid
              + ": "
              + e.getMessage()
              + "; it must be a Java program of the same user on this machine that runs without"
              + " -XX:+DisableAttachMechanism (jps lists them)",
          e);
    }
  }

  String ask(String operation) throws CommandException {
    try {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName name = new ObjectName(MONITOR_NAME);
      boolean ours = !server.isRegistered(name);
      if (ours) {
        server.createMBean(MONITOR_CLASS, name);
      }
      try {
        return (String) server.invoke(name, operation, new Object[0], new String[0]);
      } finally {
        if (ours) {
          server.unregisterMBean(name);
        }
      }
    } catch (JMRuntimeException | UndeclaredThrowableException e) {
      throw new CommandException(
          "process "
              + pid
              + " failed to tell of its loops: "
              + cause(e)
              + "; try it again, or report it",
          e);
    } catch (JMException | IOException e) {
      throw new CommandException(
          "process "
              + pid
              + " does not tell of its loops: "
              + cause(e)
              + "; if Weft is not on the class path of its application class loader, call"
              + " LoopMonitor.register() there, or start it with -Dweft.jmx=true",
          e);
    }
  }

  private static Throwable cause(Exception wrapper) {
    return wrapper.getCause() == null ? wrapper : wrapper.getCause();
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException gone) {
      // The other process has ended meanwhile; what it said we have.
    }
  }
}
