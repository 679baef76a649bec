package dev.weft.weaver;

import dev.weft.weaver.analysis.AsyncFors;
import dev.weft.weaver.analysis.AsyncLoop;
import dev.weft.weaver.analysis.AsyncLoops;
import dev.weft.weaver.analysis.AsyncWiths;
import dev.weft.weaver.analysis.Census;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.EclipseFors;
import dev.weft.weaver.analysis.EclipseWiths;
import dev.weft.weaver.analysis.GeneratorReturns;
import dev.weft.weaver.analysis.HeldMonitors;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.analysis.Liveness;
import dev.weft.weaver.analysis.LostReturns;
import dev.weft.weaver.analysis.MonitorCheck;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.ReturnSite;
import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.analysis.TryRanges;
import dev.weft.weaver.analysis.TypeSimulation;
import dev.weft.weaver.analysis.Unnameable;
import dev.weft.weaver.emit.CallMethod;
import dev.weft.weaver.emit.Factory;
import dev.weft.weaver.emit.LineTable;
import dev.weft.weaver.emit.ResumeMethod;
import dev.weft.weaver.emit.StateMachine;
import dev.weft.weaver.listing.LayoutListing;
import dev.weft.weaver.listing.MethodListing;
import dev.weft.weaver.listing.StatePicture;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.rewrite.AwaitClosing;
import dev.weft.weaver.rewrite.AwaitElements;
import dev.weft.weaver.rewrite.AwaitReturned;
import dev.weft.weaver.rewrite.CloseLoops;
import dev.weft.weaver.rewrite.DelayAllocations;
import dev.weft.weaver.rewrite.EmitElements;
import dev.weft.weaver.rewrite.MoveToBody;
import dev.weft.weaver.rewrite.PutReturnsAside;
import dev.weft.weaver.rewrite.ReturnInts;
import dev.weft.weaver.rewrite.ReturnNull;
import dev.weft.weaver.rewrite.SayNameable;
import dev.weft.weaver.rewrite.TellCaught;
import dev.weft.weaver.rewrite.TestLoopsFirst;
import dev.weft.weaver.rewrite.TrimFrames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The transformation of one async method, and the only place that knows the order of its passes.
 *
 * <p>Follow an example through it in {@code docs/tour.md}.
 */
final class AsyncPipeline {
  private final AsyncMethod async;
  private final GeneratedNames names;
  private final TypeLookup lookup;
  private final boolean verify;
  private final boolean direct;
  private final @Nullable Listings listings;

  AsyncPipeline(
      AsyncMethod async,
      GeneratedNames names,
      TypeLookup lookup,
      boolean verify,
      boolean direct,
      @Nullable Listings listings) {
    this.async = async;
    this.names = names;
    this.lookup = lookup;
    this.verify = verify;
    this.direct = direct;
    this.listings = listings;
  }

  /**
   * Adds the body to the class and makes the method a factory. With findings it may be rewritten in
   * part and must not be written; {@link Weaver} begins again without it.
   *
   * @param asWritten what the method has as the compiler wrote it
   */
  List<Finding> run(Census asWritten) {
    MethodNode method = async.method();
    String owner = async.owner().name;
    Census census = asWritten;
    show("javac", method);

    List<EclipseFors.Loop> turned = EclipseFors.in(method, census, lookup);
    if (!turned.isEmpty()) {
      TestLoopsFirst.at(turned, method); // Eclipse's loops, as if javac had written them
      census = Census.of(method);
      show("test-loops-first", method);
    }
    List<MethodInsnNode> loops = AsyncFors.in(census, lookup);
    if (!loops.isEmpty()) {
      AwaitElements.at(loops, method); // an async for awaits each element
      show("await-elements", method);
    }
    Set<MethodInsnNode> eclipse = EclipseWiths.in(method, census);
    if (!eclipse.isEmpty()) {
      PutReturnsAside.before(eclipse, method); // likewise
      census = Census.of(method);
      show("put-returns-aside", method);
    }
    Set<MethodInsnNode> closes = new LinkedHashSet<>(AsyncWiths.in(method, census, lookup));
    closes.addAll(AsyncWiths.mayBeAsync(eclipse, lookup));
    if (!closes.isEmpty()) {
      AwaitClosing.at(
          List.copyOf(closes), method); // an async with awaits that its resource is closed
      show("await-closing", method);
    }
    EmitElements.at(census.emits(), method); // an emit stops like an await
    List<AsyncLoop> asyncLoops = // what is left early is to be closed
        loops.isEmpty() ? List.of() : AsyncLoops.in(method);
    TryRanges tries = TryRanges.of(method);
    HeldMonitors monitors = HeldMonitors.in(method, census);
    List<ReturnSite> returns = // where does it end?
        async.kind().returnsPlainly() ? List.of() : ReturnSites.in(method, census, tries, monitors);
    List<VarInsnNode> lost = // ...or would, if a finally block let it?
        LostReturns.in(owner, method, async.kind(), tries, returns);
    List<Finding> findings = // it never waits with a monitor held
        monitorFindings(MonitorCheck.of(method, returns, monitors));
    findings.addAll(
        generatorFindings(census.emits())); // and only generators emit, and return end()
    if (!findings.isEmpty()) {
      return findings;
    }

    List<LocalVariableNode> parameters = parameterVariables(method);
    MethodNode body =
        MoveToBody.of(owner, method, names.body(method.name)); // code that can be called again
    show("move-to-body", body);
    if (async.kind().returnsPlainly()) {
      ReturnNull.in(body); // a result also where there is none
    }
    AwaitReturned.in(body, returns, lost, async.kind(), asyncLoops); // plain results, else awaits
    show("await-returned", body);
    if (!asyncLoops.isEmpty()) {
      CloseLoops.in(body, asyncLoops); // on every way out
      show("close-loops", body);
    }
    SuspensionPoints points = SuspensionPoints.in(body);
    TypeSimulation types = TypeSimulation.before(points.calls(), owner, body);
    if (DelayAllocations.in(owner, body, points, types)) { // no half-built object crosses a stop
      types = TypeSimulation.before(points.calls(), owner, body);
    }
    show("delay-allocations", body);

    Map<String, String> standIns = Unnameable.in(owner, body, points, types, lookup);
    if (!standIns.isEmpty()) {
      SayNameable.in(body, standIns); // no cast to a type that is not visible here
    }
    ControlFlow flow = ControlFlow.of(body);
    Liveness live = Liveness.of(flow);
    Layouts layouts = // what is kept where?
        Layouts.plan(body, method.desc, points, flow, live, types, standIns);
    show("layouts", layouts);
    picture(body, layouts);
    TellCaught caught = TellCaught.of(body, flow, live);
    TrimFrames.in(flow, layouts.required()); // no frame asks for more than that
    show("trim-frames", body);
    if (!caught.isEmpty()) {
      caught.in(body); // a failure that nobody looks at need not be made readable
      show("tell-caught", body);
    }
    if (direct && CallMethod.isPossible(async) && ReturnInts.in(body)) {
      show("return-ints", body); // a number need not be an object for another body
    }
    StateMachine.emit(async, body, layouts);
    show("state-machine", body);
    if (verify) {
      VerifyBody.of(owner, body);
    }
    show("resume-method", ResumeMethod.emit(async, body, layouts, table(layouts)));
    Factory.emit(async, body, layouts, parameters);
    show("factory", method);
    async.owner().methods.add(body);
    return List.of();
  }

  private List<Finding> monitorFindings(List<Integer> lines) {
    if ((async.method().access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      return new ArrayList<>(List.of(refuse(Refusal.ASYNC_SYNCHRONIZED, async.line())));
    }
    List<Finding> findings = new ArrayList<>();
    for (int line : lines) {
      findings.add(refuse(Refusal.AWAIT_IN_SYNCHRONIZED, line));
    }
    return findings;
  }

  private List<Finding> generatorFindings(List<MethodInsnNode> emits) {
    List<Finding> findings = new ArrayList<>();
    if (async.kind() == BodyKind.GENERATOR) {
      for (int line : GeneratorReturns.otherThanEnd(async.method())) {
        findings.add(refuse(Refusal.RETURN_IN_GENERATOR, line));
      }
    } else {
      for (MethodInsnNode emit : emits) {
        findings.add(refuse(Refusal.EMIT_OUTSIDE_GENERATOR, Neighbours.line(emit)));
      }
    }
    return findings;
  }

  private Finding refuse(Refusal refusal, int line) {
    return Finding.in(async.owner(), async.method(), refusal, line);
  }

  private String table(Layouts layouts) {
    return LineTable.of(
        async.owner().name,
        async.method().name,
        async.owner().sourceFile,
        async.line(),
        layouts,
        async.kind() == BodyKind.GENERATOR);
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

  private void show(String pass, MethodNode code) {
    if (listings != null) {
      listings.after(async.method(), pass, MethodListing.of(code));
    }
  }

  private void show(String pass, Layouts layouts) {
    if (listings != null) {
      listings.after(async.method(), pass, LayoutListing.of(layouts));
    }
  }

  private void picture(MethodNode body, Layouts layouts) {
    if (listings != null) {
      listings.picture(async.method(), StatePicture.of(body, layouts, async.line()));
    }
  }
}
