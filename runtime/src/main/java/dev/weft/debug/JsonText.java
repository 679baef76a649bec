package dev.weft.debug;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A dump as JSON. Written by hand: a library that drags nothing in has no JSON library. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(TaskDump dump) {
    JsonText json = new JsonText();
    json.text.append('{');
    json.key("loop").string(dump.loop());
    json.next().key("timeNanos").text.append(dump.time().toNanos());
    json.next().key("ready").text.append(dump.ready());
    json.next().key("jobs").text.append(dump.jobs());
    json.next().key("tasks").array(dump.tasks(), json::task);
    json.next().key("timers").array(dump.timers(), json::timer);
    json.next().key("busyWith").array(dump.busyWith(), json::place);
    return json.text.append('}').toString();
  }

  private void task(TaskView task) {
    text.append('{');
    key("id").text.append(task.id());
    next().key("name").string(task.name());
    next().key("state").string(task.state().text());
    next().key("cancelling").text.append(task.cancelling());
    next().key("coroutine").string(task.coroutine());
    next().key("waitsFor").string(task.waitsFor());
    next().key("awaitedBy").array(task.awaitedBy(), text::append);
    next().key("stack").array(task.stack(), this::place);
    next().key("createdAt").place(task.createdAt());
    Duration age = task.age();
    next().key("ageNanos").text.append(age == null ? "null" : String.valueOf(age.toNanos()));
    text.append('}');
  }

  private void timer(TimerView timer) {
    text.append('{');
    key("what").string(timer.what());
    next().key("leftNanos").text.append(timer.left().toNanos());
    next().key("createdAt").place(timer.createdAt());
    text.append('}');
  }

  private void place(@Nullable StackTraceElement place) {
    if (place == null) {
      text.append("null");
      return;
    }
    text.append('{');
    key("class").string(place.getClassName());
    next().key("method").string(place.getMethodName());
    next().key("file").string(place.getFileName());
    next().key("line").text.append(place.getLineNumber());
    text.append('}');
  }

  private <X> void array(List<X> all, Consumer<X> one) {
    text.append('[');
    for (int i = 0; i < all.size(); i++) {
      if (i > 0) {
        next();
      }
      one.accept(all.get(i));
    }
    text.append(']');
  }

  private JsonText next() {
    text.append(',');
    return this;
  }

  private JsonText key(String key) {
    text.append('"').append(key).append("\":");
    return this;
  }

  private void string(@Nullable String value) {
    if (value == null) {
      text.append("null");
      return;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
