package dev.weft.behaviour;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Weft logs while this is open, kept off the console. */
final class LogRecords extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger("dev.weft");
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  private LogRecords() {}

  static LogRecords capture() {
    LogRecords records = new LogRecords();
    records.logger.addHandler(records);
    records.logger.setUseParentHandlers(false);
    return records;
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
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
