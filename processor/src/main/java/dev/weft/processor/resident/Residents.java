package dev.weft.processor.resident;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that stay, or makes them. The JVM keeps them as an MBean, until a jar of the
 * same path has changed.
 *
 * <p>The only class that needs management, which a small JVM may lack, and which takes a while to
 * start.
 */
final class Residents {
  private static final String TYPE = "dev.weft:type=ResidentClasses,";

  private Residents() {}

  /**
   * Whether there are some of this jar, perhaps in another state. A word in a system property does
   * not last: Gradle puts all of them back after each build. Starts no management.
   */
  static boolean exist(Path jar) {
    try {
      ObjectName name = name(jar);
      for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
        if (server.isRegistered(name)) {
          return true;
        }
      }
    } catch (JMException unmanaged) {
      // Then nobody could have registered them.
    }
    return false;
  }

  static ClassLoader of(Path jar, String stamp) throws IOException, ReflectiveOperationException {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = name(jar);
      // Not our own parent, which may know this compilation.
      ClassLoader javacs = JavacTask.class.getClassLoader();
      if (server.isRegistered(name)) {
        ClassLoader found = server.getClassLoader(name);
        if (found.getParent() != javacs) {
          throw new IllegalStateException("they stay for another javac of this JVM");
        }
        if (stamp.equals(server.getAttribute(name, "Stamp"))) {
          return found;
        }
        server.unregisterMBean(name);
      }
      forgetJarsThatAreGone(server);
      ClassLoader classes = read(jar, stamp, javacs);
      server.registerMBean(classes, name);
      return classes;
    } catch (JMException unmanaged) {
      throw new IllegalStateException(unmanaged);
    }
  }

  /** A daemon lives through many versions. */
  private static void forgetJarsThatAreGone(MBeanServer server) throws JMException {
    for (ObjectName name : server.queryNames(new ObjectName(TYPE + "*"), null)) {
      if (!Files.exists(Path.of(ObjectName.unquote(name.getKeyProperty("jar"))))) {
        server.unregisterMBean(name);
      }
    }
  }

  private static ObjectName name(Path jar) throws JMException {
    return new ObjectName(TYPE + "jar=" + ObjectName.quote(jar.toString()));
  }

  /**
   * Reads them by a class of their own, because that of this compilation may not stay. (On JDK 17
   * its class loader stays all the same, but empty: a class loader remembers who made it.)
   */
  private static ClassLoader read(Path jar, String stamp, @Nullable ClassLoader javacs)
      throws IOException, ReflectiveOperationException {
    URL[] path = {jar.toUri().toURL()};
    try (URLClassLoader reader = new URLClassLoader(path, javacs)) {
      Constructor<?> constructor =
          reader
              .loadClass(ResidentClasses.class.getName())
              .getDeclaredConstructor(Path.class, String.class, ClassLoader.class);
      constructor.setAccessible(true);
      return (ClassLoader) constructor.newInstance(jar, stamp, javacs);
    }
  }
}
