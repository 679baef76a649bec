package dev.weft.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Weft logs while this is open; nothing of it reaches the console. */
final class LogCapture extends Handler implements AutoCloseable {
  /** Held, or it could be collected with our handler. */
  private final Logger logger = Logger.getLogger("dev.weft");

  private final List<LogRecord> records = new ArrayList<>();

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
