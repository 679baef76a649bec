package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes one facade: fields, constructors, and a method for each async method. */
final class FacadeWriter {
  private static final String TARGET = "target";
  private static final String CALLS = "calls";

  /**
   * What a faithful copy of somebody's declarations may be warned of, where these were not. Eclipse
   * knows "all", and javac the others.
   */
  private static final List<String> SUPPRESSED =
      List.of(
          "all",
          "deprecation",
          "exports",
          "overloads",
          "rawtypes",
          "removal",
          "unchecked",
          "varargs");

  private final @Nullable ClassName generated;

  /**
   * @param generated the annotation that says that it was generated, or null if the code cannot see
   *     it
   */
  FacadeWriter(@Nullable ClassName generated) {
    this.generated = generated;
  }

  JavaFile write(Facade facade, Flavour flavour) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(flavour.nameFor(facade))
            .addOriginatingElement(facade.origin())
            .addJavadoc(doc(facade, flavour))
            .addAnnotations(annotations(facade))
            .addModifiers(visibility(facade.isPublic()))
            .addModifiers(Modifier.FINAL)
            .addTypeVariables(facade.variables());
    if (facade.needsTarget()) {
      type.addField(facade.target(), TARGET, Modifier.PRIVATE, Modifier.FINAL);
    }
    type.addField(flavour.calls(), CALLS, Modifier.PRIVATE, Modifier.FINAL);
    if (flavour == Flavour.BLOCKING) {
      type.addMethod(
          constructor(facade, flavour, null, "each call has a new loop", "onNewLoops()"));
      type.addMethod(
          constructor(
              facade,
              flavour,
              ParameterSpec.builder(FacadeSymbols.RUNNER, "runner").build(),
              "has the loop; one call at a time",
              "on(runner)"));
    } else {
      type.addMethod(
          constructor(
              facade,
              flavour,
              ParameterSpec.builder(FacadeSymbols.EVENT_LOOP, "loop").build(),
              "where the calls run",
              "on(loop)"));
    }
    facade.methods().forEach(method -> type.addMethod(method(facade, method, flavour)));
    return JavaFile.builder(facade.packageName(), type.build())
        .skipJavaLangImports(true)
        .indent("  ")
        .build();
  }

  private static CodeBlock doc(Facade facade, Flavour flavour) {
    DocComment doc = facade.doc().only("param");
    return CodeBlock.builder()
        .add(flavour.purpose(), facade.rawTarget())
        .add("$L", doc.body().isEmpty() ? "" : "\n\n<p>" + doc.body())
        .add("$L", doc.tags().isEmpty() ? "" : "\n\n" + String.join("\n", doc.tags()))
        .add("\n")
        .build();
  }

  private List<AnnotationSpec> annotations(Facade facade) {
    List<AnnotationSpec> all = new ArrayList<>();
    if (generated != null) {
      all.add(AnnotationSpec.builder(generated).addMember("value", "$S", "dev.weft").build());
    }
    CodeBlock suppressed =
        SUPPRESSED.stream()
            .map(name -> CodeBlock.of("$S", name))
            .collect(CodeBlock.joining(", ", "{", "}"));
    all.add(AnnotationSpec.builder(SuppressWarnings.class).addMember("value", suppressed).build());
    all.addAll(facade.annotations());
    return all;
  }

  private static MethodSpec constructor(
      Facade facade, Flavour flavour, @Nullable ParameterSpec where, String meaning, String calls) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addModifiers(visibility(facade.isPublic()));
    constructor.addJavadoc(
        where == null
            ? "Makes a facade; " + meaning + ".\n"
            : "Makes a facade of calls on a given loop.\n");
    if (facade.needsTarget()) {
      constructor
          .addJavadoc("\n@param $L has the async methods", TARGET)
          .addParameter(facade.target(), TARGET)
          .addStatement("this.$N = $T.requireNonNull($N)", TARGET, Objects.class, TARGET);
    }
    if (where != null) {
      constructor.addJavadoc("\n@param $L $L", where.name(), meaning).addParameter(where);
    }
    return constructor.addStatement("this.$N = $T.$L", CALLS, flavour.calls(), calls).build();
  }

  private static MethodSpec method(Facade facade, FacadeMethod method, Flavour flavour) {
    MethodSpec.Builder built =
        MethodSpec.methodBuilder(method.name())
            .addAnnotations(method.annotations())
            .addModifiers(visibility(method.isPublic()))
            .addTypeVariables(method.variables())
            .returns(flavour.returned(method.result()))
            .addParameters(method.parameters())
            .varargs(method.isVarargs());
    String doc = flavour.doc(method).text();
    if (!doc.isEmpty()) {
      built.addJavadoc("$L\n", doc);
    }
    if (method.isSafeVarargs()) {
      built.addAnnotation(SafeVarargs.class).addModifiers(Modifier.FINAL);
    }
    if (flavour.isThrowing()) {
      built.addExceptions(method.thrown());
    }
    boolean isVoid = flavour.returned(method.result()).equals(TypeName.VOID);
    return built
        .addStatement(
            "$Lthis.$N.$L(() -> $L)",
            isVoid ? "" : "return ",
            CALLS,
            method.isStage() ? "callStage" : "call",
            call(facade, method))
        .build();
  }

  /** {@code target.<T>price(sku)}. */
  private static CodeBlock call(Facade facade, FacadeMethod method) {
    CodeBlock receiver =
        method.isStatic()
            ? CodeBlock.of("$T", facade.rawTarget())
            : CodeBlock.of("this.$N", TARGET);
    CodeBlock arguments =
        method.parameters().stream()
            .map(parameter -> CodeBlock.of("$N", parameter))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("$L.$L$N($L)", receiver, witnesses(method), method.name(), arguments);
  }

  private static CodeBlock witnesses(FacadeMethod method) {
    if (method.variables().isEmpty()) {
      return CodeBlock.of("");
    }
    return method.variables().stream()
        .map(TypeVariableName::name)
        .map(name -> CodeBlock.of("$L", name))
        .collect(CodeBlock.joining(", ", "<", ">"));
  }

  private static Modifier[] visibility(boolean isPublic) {
    return isPublic ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }
}
