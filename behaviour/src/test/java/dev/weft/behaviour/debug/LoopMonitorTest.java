package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.debug.LoopMonitor;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The loops over JMX. */
class LoopMonitorTest {
  /** As {@code weft ps} does it in a program that knows nothing of it. */
  @Test
  void isMadeByNameAndTellsOfTasks() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.weft:type=AnotherMonitor");
    server.createMBean(LoopMonitor.class.getName(), name);
    try {
      String told = Asyncio.run(asks(server, name));
      assertThat(told).contains("LoopMonitorTest.asks LoopMonitorTest.java:");
      assertThat(server.getAttribute(name, "TaskCount")).isInstanceOf(Integer.class);
    } finally {
      server.unregisterMBean(name);
    }
  }

  @Async
  private static Coroutine<String> asks(MBeanServer server, ObjectName name) {
    String tree =
        await(toThread(() -> (String) server.invoke(name, "pstree", new Object[0], new String[0])));
    for (String operation : new String[] {"ps", "json", "mermaid"}) {
      assertThat(
              await(
                  toThread(
                      () -> (String) server.invoke(name, operation, new Object[0], new String[0]))))
          .contains("LoopMonitorTest.asks");
    }
    return done(tree);
  }

  @Test
  void registersOnce() throws JMException {
    LoopMonitor.register();
    LoopMonitor.register();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName(LoopMonitor.NAME);
    assertThat(server.isRegistered(name)).isTrue();
    server.unregisterMBean(name);
  }
}
