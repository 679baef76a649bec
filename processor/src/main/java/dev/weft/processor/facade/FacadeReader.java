package dev.weft.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.sun.source.util.Trees;
import dev.weft.processor.check.WeftSymbols;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Makes the model of a type's facades out of what the compiler knows of it. */
final class FacadeReader {
  private final Elements elements;
  private final Types types;
  private final @Nullable Trees trees;

  FacadeReader(Elements elements, Types types, @Nullable Trees trees) {
    this.elements = elements;
    this.types = types;
    this.trees = trees;
  }

  /** Reads a type that has at least one async method. */
  Facade read(TypeElement type, List<ExecutableElement> methods) {
    List<FacadeMethod> read =
        methods.stream().map(method -> method((DeclaredType) type.asType(), method)).toList();
    return new Facade(
        type,
        elements.getPackageOf(type).getQualifiedName().toString(),
        String.join("_", ClassName.get(type).simpleNames()),
        ClassName.get(type),
        TypeNames.of(type.asType()),
        isPublic(type),
        variables(type),
        CarriedAnnotations.ofType(type),
        read.stream().anyMatch(method -> !method.isStatic()),
        doc(type, type),
        read);
  }

  private FacadeMethod method(DeclaredType type, ExecutableElement method) {
    ExecutableType signature = signature(type, method);
    String returned = AsyncMembers.qualifiedName(method.getReturnType());
    return new FacadeMethod(
        method.getSimpleName().toString(),
        method.getModifiers().contains(Modifier.PUBLIC),
        method.getModifiers().contains(Modifier.STATIC),
        FacadeSymbols.STAGES.contains(returned),
        CarriedAnnotations.ofMethod(method),
        signature.getTypeVariables().stream().map(TypeNames::declared).toList(),
        result((DeclaredType) signature.getReturnType()),
        parameters(method, signature),
        method.isVarArgs(),
        CarriedAnnotations.isSafeVarargs(method),
        TypeNames.of(signature.getThrownTypes()),
        doc(method, WeftSymbols.declaring(method)));
  }

  /** Seen from the type, where type arguments are known; its own ones keep their annotations. */
  private ExecutableType signature(DeclaredType type, ExecutableElement method) {
    return (ExecutableType)
        (WeftSymbols.declaring(method).equals(type.asElement())
            ? method.asType()
            : types.asMemberOf(type, method));
  }

  private static TypeName result(DeclaredType awaitable) {
    List<? extends TypeMirror> arguments = awaitable.getTypeArguments();
    if (arguments.isEmpty()) {
      return ClassName.OBJECT; // A raw type.
    }
    TypeMirror argument = arguments.get(0);
    if (argument instanceof WildcardType wildcard) {
      @Nullable TypeMirror bound = wildcard.getExtendsBound();
      return bound == null ? ClassName.OBJECT : TypeNames.of(bound);
    }
    return TypeNames.of(argument);
  }

  private static List<ParameterSpec> parameters(
      ExecutableElement method, ExecutableType signature) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      specs.add(
          ParameterSpec.builder(
                  TypeNames.of(signature.getParameterTypes().get(i)),
                  parameter.getSimpleName().toString())
              .addAnnotations(CarriedAnnotations.ofParameter(parameter))
              .build());
    }
    return specs;
  }

  private static boolean isPublic(TypeElement type) {
    for (Element element = type;
        element instanceof TypeElement;
        element = element.getEnclosingElement()) {
      if (!element.getModifiers().contains(Modifier.PUBLIC) && !isMemberOfInterface(element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMemberOfInterface(Element element) {
    Element around = element.getEnclosingElement();
    return around != null && around.getKind().isInterface();
  }

  /** An inner class also needs the variables of the classes whose objects it lives in. */
  private static List<TypeVariableName> variables(TypeElement type) {
    List<TypeVariableName> variables = new ArrayList<>();
    boolean isStatic = type.getModifiers().contains(Modifier.STATIC);
    if (!isStatic && type.getEnclosingElement() instanceof TypeElement outer) {
      variables.addAll(variables(outer));
    }
    type.getTypeParameters().forEach(each -> variables.add(TypeNames.declared(each)));
    return variables;
  }

  private DocComment doc(Element element, TypeElement declaring) {
    @Nullable String comment = elements.getDocComment(element);
    if (comment == null || DocKinds.isMarkdown(elements, element)) {
      return DocComment.NONE;
    }
    return DocComment.of(new DocReferences(declaring, elements, trees).qualified(comment));
  }
}
