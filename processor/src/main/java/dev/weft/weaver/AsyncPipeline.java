package dev.weft.weaver;

import dev.weft.weaver.analysis.AsyncFors;
import dev.weft.weaver.analysis.AsyncWiths;
import dev.weft.weaver.analysis.GeneratorReturns;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.analysis.MonitorCheck;
import dev.weft.weaver.analysis.ReturnSite;
import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.emit.Factory;
import dev.weft.weaver.emit.LineTable;
import dev.weft.weaver.emit.StateMachine;
import dev.weft.weaver.listing.LayoutListing;
import dev.weft.weaver.listing.MethodListing;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.rewrite.AwaitClosing;
import dev.weft.weaver.rewrite.AwaitElements;
import dev.weft.weaver.rewrite.AwaitReturned;
import dev.weft.weaver.rewrite.DelayAllocations;
import dev.weft.weaver.rewrite.EmitElements;
import dev.weft.weaver.rewrite.MoveToBody;
import dev.weft.weaver.rewrite.ReturnNull;
import dev.weft.weaver.rewrite.TrimFrames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The transformation of one async method, and the only place that knows the order of its passes.
 *
 * <p>Follow an example through it in {@code docs/tour.md}.
 */
final class AsyncPipeline {
  private final AsyncMethod async;
  private final TypeLookup types;
  private final boolean verify;
  private final Listings listings;

  AsyncPipeline(AsyncMethod async, TypeLookup types, boolean verify, Listings listings) {
    this.async = async;
    this.types = types;
    this.verify = verify;
    this.listings = listings;
  }

  /**
   * Adds the body to the class and makes the method a factory. With findings nothing is changed.
   */
  List<Finding> run() {
    MethodNode method = async.method();
    String owner = async.owner().name;
    show("javac", () -> MethodListing.of(method));

    List<MethodInsnNode> loops = AsyncFors.in(method);
    if (!loops.isEmpty()) {
      AwaitElements.at(loops, method); // an async for awaits each element
      show("await-elements", () -> MethodListing.of(method));
    }
    List<MethodInsnNode> closes = AsyncWiths.in(method, types);
    if (!closes.isEmpty()) {
      AwaitClosing.at(closes, method); // an async with awaits that its resource is closed
      show("await-closing", () -> MethodListing.of(method));
    }
    EmitElements.in(method); // an emit stops like an await
    SuspensionPoints written = SuspensionPoints.in(method); // where can it stop?
    List<ReturnSite> returns = // ...and where does it end?
        async.kind().returnsPlainly() ? List.of() : ReturnSites.in(method);
    List<Finding> findings = monitorFindings(written, returns); // never with a monitor held
    findings.addAll(generatorFindings(written)); // and only generators emit, and return end()
    if (!findings.isEmpty()) {
      return findings;
    }

    List<LocalVariableNode> parameters = parameterVariables(method);
    MethodNode body = MoveToBody.of(owner, method, bodyName()); // code that can be called again
    show("move-to-body", () -> MethodListing.of(body));
    if (async.kind().returnsPlainly()) {
      ReturnNull.in(body); // a result also where there is none
    }
    AwaitReturned.in(body, returns, async.kind()); // plain results, and awaits for the others
    show("await-returned", () -> MethodListing.of(body));
    DelayAllocations.in(owner, body); // no half-built object crosses a stop
    show("delay-allocations", () -> MethodListing.of(body));

    SuspensionPoints points = SuspensionPoints.in(body);
    Layouts layouts = Layouts.plan(owner, body, method.desc, points); // what is kept, and where?
    show("layouts", () -> LayoutListing.of(layouts));
    TrimFrames.in(owner, body, layouts.keep()); // no frame asks for more than that
    show("trim-frames", () -> MethodListing.of(body));
    StateMachine.emit(owner, body, layouts, async.line(), table(layouts));
    show("state-machine", () -> MethodListing.of(body));
    if (verify) {
      VerifyBody.of(owner, body);
    }
    Factory.emit(async, body, layouts, parameters);
    show("factory", () -> MethodListing.of(method));
    async.owner().methods.add(body);
    return List.of();
  }

  private List<Finding> monitorFindings(SuspensionPoints points, List<ReturnSite> returns) {
    if ((async.method().access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      return new ArrayList<>(List.of(refuse(Refusal.ASYNC_SYNCHRONIZED, async.line())));
    }
    List<Finding> findings = new ArrayList<>();
    for (int line : MonitorCheck.of(async.method(), points, returns)) {
      findings.add(refuse(Refusal.AWAIT_IN_SYNCHRONIZED, line));
    }
    return findings;
  }

  private List<Finding> generatorFindings(SuspensionPoints points) {
    List<Finding> findings = new ArrayList<>();
    if (async.kind() == BodyKind.GENERATOR) {
      for (int line : GeneratorReturns.otherThanEnd(async.method())) {
        findings.add(refuse(Refusal.RETURN_IN_GENERATOR, line));
      }
    } else {
      for (SuspensionPoint point : points) {
        if (point.emits()) {
          findings.add(refuse(Refusal.EMIT_OUTSIDE_GENERATOR, point.line()));
        }
      }
    }
    return findings;
  }

  private Finding refuse(Refusal refusal, int line) {
    return Finding.in(async.owner(), async.method(), refusal, line);
  }

  private String bodyName() {
    Set<String> taken = new HashSet<>();
    async.owner().methods.forEach(method -> taken.add(method.name));
    return GeneratedNames.body(async.method().name, taken);
  }

  private String table(Layouts layouts) {
    return LineTable.of(
        async.owner().name,
        async.method().name,
        async.owner().sourceFile,
        async.line(),
        layouts.states());
  }

  /** Copies of the entries for receiver and parameters: those that are there from the start. */
  private static List<LocalVariableNode> parameterVariables(MethodNode method) {
    List<LocalVariableNode> parameters = new ArrayList<>();
    if (method.localVariables != null) {
      int slots = BodySlots.parameterSlots(method);
      for (LocalVariableNode variable : method.localVariables) {
        if (variable.index < slots && method.instructions.indexOf(variable.start) == 0) {
          parameters.add(
              new LocalVariableNode(
                  variable.name,
                  variable.desc,
                  variable.signature,
                  variable.start,
                  variable.end,
                  variable.index));
        }
      }
    }
    return parameters;
  }

  private void show(String pass, Supplier<String> text) {
    listings.after(async.method(), pass, text);
  }
}
