package dev.weft.debug;

/** What can be asked of the loops of a process over JMX. */
public interface LoopMonitorMXBean {
  /**
   * How many loops there are that are not closed.
   *
   * @return the number of loops
   */
  int getLoopCount();

  /**
   * How many tasks they have that are not done.
   *
   * @return the number of tasks
   */
  int getTaskCount();

  /**
   * A table of the tasks of each loop.
   *
   * @return see {@link TaskDump#text}
   */
  String ps();

  /**
   * The tasks of each loop as a tree.
   *
   * @return see {@link TaskDump#tree}
   */
  String pstree();

  /**
   * The dumps of all loops.
   *
   * @return a JSON array of {@link TaskDump#json}
   */
  String json();

  /**
   * The tasks of each loop as pictures.
   *
   * @return see {@link TaskDump#mermaid}
   */
  String mermaid();
}
