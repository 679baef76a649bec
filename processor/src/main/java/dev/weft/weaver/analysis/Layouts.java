package dev.weft.weaver.analysis;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.SuspensionPoints;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Where a body keeps what it needs, for its start and for each suspension point.
 *
 * <p>Kept are the locals that may still be read, and the operands. With debug information also
 * primitive variables that are merely visible; a reference that is only visible is not kept, or the
 * debugger's view would be a memory leak: after a resume it shows null.
 *
 * @param keep which locals are kept
 * @param parameters the layout at the start: what the factory puts into the frame
 * @param byLayout the suspension points of each layout, in the order of the code
 * @param references how many cells for references the largest layout needs
 * @param numbers how many cells for primitive values the largest layout needs
 */
public record Layouts(
    Keep keep,
    Layout parameters,
    Map<Layout, List<SuspensionPoint>> byLayout,
    int references,
    int numbers) {

  /** About how many bytes it takes to save and restore one value. */
  private static final int BYTES_PER_VALUE = 20;

  /** From how many bytes on it is worth while to look for a smaller plan. */
  private static final int LARGE = 2000;

  /** Plans for the body {@code body} of a method with descriptor {@code descriptor}. */
  public static Layouts plan(
      String owner, MethodNode body, String descriptor, SuspensionPoints points) {
    Layouts plan = new Planner(owner, body, points, Keep.NEEDED).plan(descriptor);
    if (plan.bytes() < LARGE) {
      return plan;
    }
    Layouts shared = new Planner(owner, body, points, Keep.ALL_NUMBERS).plan(descriptor);
    return shared.bytes() < plan.bytes() ? shared : plan;
  }

  private int bytes() {
    int values = 0;
    for (Layout layout : byLayout.keySet()) {
      values += layout.locals().size() + layout.operands().size();
    }
    return values * BYTES_PER_VALUE;
  }

  /** Whether the frame must be one of the large sort. */
  public boolean large() {
    return references > RuntimeNames.FRAME_REFERENCES || numbers > RuntimeNames.FRAME_NUMBERS;
  }

  /** The suspension points in the order of their states, of which the first is 1. */
  public List<SuspensionPoint> states() {
    return byLayout.values().stream().flatMap(List::stream).toList();
  }

  /** The layout of each suspension point. */
  public Map<SuspensionPoint, Layout> byPoint() {
    Map<SuspensionPoint, Layout> byPoint = new IdentityHashMap<>();
    byLayout.forEach((layout, points) -> points.forEach(point -> byPoint.put(point, layout)));
    return byPoint;
  }

  private static final class Planner {
    private final Keep keep;
    private final SuspensionPoints points;
    private final ControlFlow flow;
    private final TypeSimulation types;
    private final VisibleVariables visible;
    private final Liveness live;
    private final Liveness required;
    private int references;
    private int numbers;

    Planner(String owner, MethodNode body, SuspensionPoints points, Keep keep) {
      this.keep = keep;
      this.points = points;
      this.flow = ControlFlow.of(body);
      this.types = TypeSimulation.of(owner, body, (insn, frame) -> SuspensionPoint.isAwait(insn));
      this.visible = VisibleVariables.of(body, flow);
      this.live = Liveness.of(flow);
      this.required = RequiredLocals.of(body, flow, types, keep);
    }

    Layouts plan(String descriptor) {
      Layout parameters = parameters(Type.getArgumentTypes(descriptor));
      Map<Layout, List<SuspensionPoint>> byLayout = new LinkedHashMap<>();
      for (SuspensionPoint point : points) {
        byLayout.computeIfAbsent(at(point), layout -> new ArrayList<>()).add(point);
      }
      return new Layouts(keep, parameters, byLayout, references, numbers);
    }

    private Layout parameters(Type[] parameterTypes) {
      CellAllocator cells = new CellAllocator();
      List<Saved> locals = new ArrayList<>();
      BitSet needed = required.before(0);
      int slot = BodySlots.FIRST_LOCAL;
      for (Type parameter : parameterTypes) {
        if (needed.get(slot)) {
          Object type = TypeFrame.of(parameter);
          locals.add(new Saved(slot, type, cells.next(type)));
        }
        slot += parameter.getSize();
      }
      return finished(cells, new Layout(List.copyOf(locals), List.of(), List.of()));
    }

    private Layout at(SuspensionPoint point) {
      TypeFrame frame = Objects.requireNonNull(types.before(point.call()));
      int index = flow.index(point.call());
      BitSet liveHere = live.before(index);
      BitSet visibleHere = visible.at(index);
      CellAllocator cells = new CellAllocator();
      List<Saved> locals = new ArrayList<>();
      required.before(index).stream()
          .filter(slot -> slot >= BodySlots.FIRST_LOCAL && frame.local(slot) != Opcodes.TOP)
          .forEach(
              slot -> {
                Object type = frame.local(slot);
                boolean kept =
                    liveHere.get(slot)
                        || (TypeFrame.isNumber(type)
                            && (visibleHere.get(slot) || keep == Keep.ALL_NUMBERS));
                locals.add(saved(slot, type, kept, cells));
              });
      List<Saved> operands = new ArrayList<>();
      List<Object> stack = frame.stack();
      for (Object type : stack.subList(0, stack.size() - 1)) { // The last one is what is awaited.
        operands.add(saved(Saved.OPERAND, type, true, cells));
      }
      List<Layout.Catch> catches =
          flow.triesAround(index).stream()
              .map(block -> new Layout.Catch(block.handler, block.type))
              .distinct()
              .toList();
      return finished(cells, new Layout(List.copyOf(locals), List.copyOf(operands), catches));
    }

    private static Saved saved(int slot, Object type, boolean kept, CellAllocator cells) {
      // Null needs no keeping; it is made anew.
      return new Saved(slot, type, kept && type != Opcodes.NULL ? cells.next(type) : null);
    }

    private Layout finished(CellAllocator cells, Layout layout) {
      references = Math.max(references, cells.references());
      numbers = Math.max(numbers, cells.numbers());
      return layout;
    }
  }
}
