package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;

/** A monitor that fails is answered with its failure, not with a stack of ours. */
class RemoteLoopsTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();

  @Test
  void exceptionOfTheMonitorIsAMessage() throws Exception {
    server.registerMBean(
        new Failing(new IllegalStateException("the loop changes too fast")),
        new ObjectName("dev.weft:type=LoopMonitor"));
    assertThatThrownBy(() -> new RemoteLoops("42", connectorTo(server)).ask("ps"))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "process 42 failed to tell of its loops: java.lang.IllegalStateException:"
                + " the loop changes too fast; try it again, or report it");
  }

  @Test
  void errorOfTheMonitorIsAMessage() throws Exception {
    server.registerMBean(
        new Failing(new NoClassDefFoundError("dev/weft/debug/TaskDump")),
        new ObjectName("dev.weft:type=LoopMonitor"));
    assertThatThrownBy(() -> new RemoteLoops("42", connectorTo(server)).ask("ps"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("java.lang.NoClassDefFoundError: dev/weft/debug/TaskDump");
  }

  @Test
  void exceptionThatTheConnectorDoesNotDeclareIsAMessage() {
    MBeanServerConnection broken =
        proxy(
            MBeanServerConnection.class,
            (of, method, arguments) -> {
              throw new UndeclaredThrowableException(new ClassNotFoundException("Gone"));
            });
    assertThatThrownBy(() -> new RemoteLoops("42", connectorTo(broken)).ask("ps"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("java.lang.ClassNotFoundException: Gone");
  }

  private static JMXConnector connectorTo(MBeanServerConnection connection) {
    return proxy(JMXConnector.class, (of, method, arguments) -> connection);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** What the monitor offers, as JMX wants to see it. */
  public interface FailingMBean {
    /** The tasks. */
    String ps();
  }

  /** Fails with what it is given. */
  public static final class Failing implements FailingMBean {
    private final Throwable failure;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public String ps() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }
}
