package dev.weft.processor;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.connect.VMStartException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JVM that runs under a debugger, which is this test. */
final class Debuggee implements AutoCloseable {
  private final VirtualMachine machine;
  private @Nullable ThreadReference stopped;

  private Debuggee(VirtualMachine machine) {
    this.machine = machine;
  }

  /** Starts {@code main} and stops before its class runs anything. */
  static Debuggee start(String classPath, String main)
      throws IOException, IllegalConnectorArgumentsException, VMStartException {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("main").setValue(main);
    arguments.get("options").setValue("-cp \"" + classPath + "\" -XX:TieredStopAtLevel=1");
    return new Debuggee(connector.launch(arguments));
  }

  /** Sets breakpoints in a class, as soon as it is loaded. */
  void breakAt(String className, List<Integer> lines)
      throws InterruptedException, AbsentInformationException {
    ClassPrepareRequest loading = machine.eventRequestManager().createClassPrepareRequest();
    loading.addClassFilter(className);
    loading.enable();
    machine.resume();
    while (true) {
      EventSet events = machine.eventQueue().remove();
      for (Event event : events) {
        if (event instanceof ClassPrepareEvent loaded) {
          for (int line : lines) {
            breakAt(loaded.referenceType(), line);
          }
          return; // Still suspended.
        }
      }
      events.resume();
    }
  }

  private void breakAt(ReferenceType type, int line) throws AbsentInformationException {
    for (Location location : type.locationsOfLine(line)) {
      machine.eventRequestManager().createBreakpointRequest(location).enable();
    }
  }

  /** Runs to the next stop; null at the end of the program. */
  @Nullable Location goOn() throws InterruptedException {
    stopped = null;
    machine.resume();
    while (true) {
      EventSet events = machine.eventQueue().remove();
      for (Event event : events) {
        if (event instanceof BreakpointEvent || event instanceof StepEvent) {
          stopped = ((LocatableEvent) event).thread();
          machine
              .eventRequestManager()
              .deleteEventRequests(List.copyOf(machine.eventRequestManager().stepRequests()));
          return ((LocatableEvent) event).location();
        } else if (event instanceof VMDisconnectEvent) {
          return null;
        }
      }
      events.resume();
    }
  }

  /** Steps over the line, as IDEs do: through libraries, the JDK, and code that has no lines. */
  @Nullable Location stepOver() throws InterruptedException {
    Location location = step();
    while (location != null && location.lineNumber() < 0) {
      location = step();
    }
    return location;
  }

  private @Nullable Location step() throws InterruptedException {
    StepRequest step =
        machine
            .eventRequestManager()
            .createStepRequest(stopped, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
    for (String library : List.of("dev.weft.*", "java.*", "jdk.*", "sun.*")) {
      step.addClassExclusionFilter(library);
    }
    step.enable();
    return goOn();
  }

  /** Every variable in scope where it stopped, {@code this} included, as text. */
  Map<String, String> variables()
      throws IncompatibleThreadStateException, AbsentInformationException {
    StackFrame frame = top();
    Map<String, String> values = new TreeMap<>();
    if (frame.thisObject() != null) {
      values.put("this", text(frame.thisObject()));
    }
    frame.visibleVariables().forEach(it -> values.put(it.name(), text(frame.getValue(it))));
    return values;
  }

  /** A field of {@code this}. */
  String field(String name) throws IncompatibleThreadStateException {
    ObjectReference self = top().thisObject();
    return text(self.getValue(self.referenceType().fieldByName(name)));
  }

  /** The methods on the stack, innermost first. */
  List<String> stack() throws IncompatibleThreadStateException {
    List<String> methods = new ArrayList<>();
    for (StackFrame frame : stopped.frames()) {
      methods.add(frame.location().method().name());
    }
    return methods;
  }

  private StackFrame top() throws IncompatibleThreadStateException {
    return stopped.frame(0);
  }

  private static String text(@Nullable Value value) {
    if (value instanceof StringReference string) {
      return string.value();
    } else if (value instanceof PrimitiveValue || value == null) {
      return String.valueOf(value);
    }
    String type = value.type().name();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  @Override
  public void close() {
    machine.process().destroyForcibly();
  }
}
