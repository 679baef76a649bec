package dev.weft.processor.lint;

import dev.weft.processor.check.WeftSymbols;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Which methods block the thread: a list of the JDK's, what the user adds, and {@code @Blocking}.
 */
final class BlockingMethods {
  /** As {@code Class.method}; a star stands for all methods. Subclasses are meant, too. */
  private static final List<String> OF_THE_JDK =
      List.of(
          "java.io.BufferedReader.readLine",
          "java.io.Console.readLine",
          "java.io.Console.readPassword",
          "java.io.InputStream.read",
          "java.io.InputStream.readAllBytes",
          "java.io.InputStream.readNBytes",
          "java.io.InputStream.transferTo",
          "java.io.ObjectInputStream.readObject",
          "java.io.RandomAccessFile.read",
          "java.io.RandomAccessFile.readFully",
          "java.io.RandomAccessFile.readLine",
          "java.io.Reader.read",
          "java.lang.Object.wait",
          "java.lang.Process.waitFor",
          "java.lang.Thread.join",
          "java.lang.Thread.sleep",
          "java.lang.ref.ReferenceQueue.remove",
          "java.net.DatagramSocket.receive",
          "java.net.HttpURLConnection.getResponseCode",
          "java.net.InetAddress.getAllByName",
          "java.net.InetAddress.getByName",
          "java.net.ServerSocket.accept",
          "java.net.Socket.connect",
          "java.net.URL.openStream",
          "java.net.URLConnection.connect",
          "java.net.URLConnection.getInputStream",
          "java.net.http.HttpClient.send",
          "java.nio.channels.FileChannel.lock",
          "java.nio.channels.ServerSocketChannel.accept",
          "java.nio.file.Files.copy",
          "java.nio.file.Files.createTempDirectory",
          "java.nio.file.Files.createTempFile",
          "java.nio.file.Files.find",
          "java.nio.file.Files.lines",
          "java.nio.file.Files.list",
          "java.nio.file.Files.mismatch",
          "java.nio.file.Files.move",
          "java.nio.file.Files.newBufferedReader",
          "java.nio.file.Files.newBufferedWriter",
          "java.nio.file.Files.newByteChannel",
          "java.nio.file.Files.newInputStream",
          "java.nio.file.Files.newOutputStream",
          "java.nio.file.Files.readAllBytes",
          "java.nio.file.Files.readAllLines",
          "java.nio.file.Files.readString",
          "java.nio.file.Files.walk",
          "java.nio.file.Files.walkFileTree",
          "java.nio.file.Files.write",
          "java.nio.file.Files.writeString",
          "java.nio.file.WatchService.take",
          "java.sql.Connection.commit",
          "java.sql.Connection.rollback",
          "java.sql.DriverManager.getConnection",
          "java.sql.ResultSet.next",
          "java.sql.Statement.execute",
          "java.sql.Statement.executeBatch",
          "java.sql.Statement.executeLargeUpdate",
          "java.sql.Statement.executeQuery",
          "java.sql.Statement.executeUpdate",
          "java.util.Scanner.next",
          "java.util.Scanner.nextInt",
          "java.util.Scanner.nextLine",
          "java.util.concurrent.BlockingDeque.putFirst",
          "java.util.concurrent.BlockingDeque.putLast",
          "java.util.concurrent.BlockingDeque.takeFirst",
          "java.util.concurrent.BlockingDeque.takeLast",
          "java.util.concurrent.BlockingQueue.put",
          "java.util.concurrent.BlockingQueue.take",
          "java.util.concurrent.CompletableFuture.join",
          "java.util.concurrent.CompletionService.take",
          "java.util.concurrent.CountDownLatch.await",
          "java.util.concurrent.CyclicBarrier.await",
          "java.util.concurrent.Exchanger.exchange",
          "java.util.concurrent.ExecutorService.awaitTermination",
          "java.util.concurrent.ExecutorService.close",
          "java.util.concurrent.ExecutorService.invokeAll",
          "java.util.concurrent.ExecutorService.invokeAny",
          "java.util.concurrent.ForkJoinPool.invoke",
          "java.util.concurrent.ForkJoinTask.invoke",
          "java.util.concurrent.ForkJoinTask.join",
          "java.util.concurrent.Future.get",
          "java.util.concurrent.Phaser.arriveAndAwaitAdvance",
          "java.util.concurrent.Phaser.awaitAdvance",
          "java.util.concurrent.Semaphore.acquire",
          "java.util.concurrent.Semaphore.acquireUninterruptibly",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.concurrent.TransferQueue.transfer",
          "java.util.concurrent.locks.Condition.await",
          "java.util.concurrent.locks.Lock.lock",
          "java.util.concurrent.locks.Lock.lockInterruptibly",
          "java.util.concurrent.locks.LockSupport.park",
          "java.util.concurrent.locks.LockSupport.parkNanos",
          "java.util.concurrent.locks.LockSupport.parkUntil",
          "javax.sql.DataSource.getConnection");

  private static final String ANY = "*";

  private final Code code;

  /** The classes that have a blocking method, by its name. */
  private final Map<String, Set<String>> owners = new HashMap<>();

  /** What was found out already: the same few methods are called over and over. */
  private final Map<ExecutableElement, Boolean> known = new HashMap<>();

  /**
   * @param more in the same form
   */
  BlockingMethods(Collection<String> more, Code code) {
    this.code = code;
    // Loops, here and below, where every build comes along: the first use of a lambda costs one
    // more than all that they do.
    for (String method : OF_THE_JDK) {
      add(method);
    }
    for (String method : more) {
      add(method);
    }
  }

  private void add(String method) {
    int dot = method.lastIndexOf('.');
    String name = method.substring(dot + 1);
    Set<String> those = owners.get(name);
    if (those == null) {
      those = new HashSet<>();
      owners.put(name, those);
    }
    those.add(method.substring(0, Math.max(dot, 0)));
  }

  boolean contains(ExecutableElement method) {
    Boolean blocks = known.get(method);
    if (blocks == null) {
      blocks = isBlocking(method);
      known.put(method, blocks);
    }
    return blocks;
  }

  private boolean isBlocking(ExecutableElement method) {
    TypeElement owner = WeftSymbols.declaring(method);
    for (String each : owners.getOrDefault(method.getSimpleName().toString(), Set.of())) {
      if (isMethodOf(each, method, owner)) {
        return true;
      }
    }
    for (String each : owners.getOrDefault(ANY, Set.of())) {
      if (code.isKindOf(owner, each)) {
        return true;
      }
    }
    return isMarked(method) || isMarked(owner);
  }

  /** A method of a subclass is meant if it overrides one, and not if only the name is the same. */
  private boolean isMethodOf(String name, ExecutableElement method, TypeElement owner) {
    if (owner.getQualifiedName().contentEquals(name)) {
      return true;
    }
    TypeElement listed = code.elements().getTypeElement(name);
    return listed != null
        && code.isKindOf(owner, name)
        && ElementFilter.methodsIn(listed.getEnclosedElements()).stream()
            .anyMatch(other -> code.elements().overrides(method, other, owner));
  }

  /** By anybody's annotation of that name: JetBrains and SmallRye have one. */
  private static boolean isMarked(Element element) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Blocking")) {
        return true;
      }
    }
    return false;
  }
}
