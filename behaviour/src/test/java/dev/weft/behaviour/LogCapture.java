package dev.weft.behaviour;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Weft logs while this is open; nothing of it reaches the console. */
final class LogCapture extends Handler implements AutoCloseable {
  /** Held, or it could be collected with our handler. */
  private final Logger logger = Logger.getLogger("dev.weft");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  LogCapture() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  List<LogRecord> records() {
    return records;
  }

  /** Each record as its level and text. */
  List<String> lines() {
    return records.stream().map(each -> each.getLevel() + " " + each.getMessage()).toList();
  }

  List<String> warnings() {
    return messages(Level.WARNING);
  }

  List<String> errors() {
    return messages(Level.SEVERE);
  }

  private List<String> messages(Level level) {
    return records.stream()
        .filter(each -> each.getLevel().equals(level))
        .map(LogRecord::getMessage)
        .toList();
  }

  @Override
  public void publish(LogRecord logged) {
    records.add(logged);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
