package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * Types as JavaPoet writes them, with the annotations that stand on each part: {@code
 * List<@Nullable String>}. JavaPoet's own {@code TypeName.get} drops those.
 */
final class TypeNames {
  private TypeNames() {}

  static TypeName of(TypeMirror type) {
    return plain(type).annotated(annotations(type));
  }

  static List<TypeName> of(List<? extends TypeMirror> types) {
    return types.stream().map(TypeNames::of).toList();
  }

  /** A variable where it is declared, with its bounds. */
  static TypeVariableName declared(TypeVariable variable) {
    TypeParameterElement parameter = (TypeParameterElement) variable.asElement();
    return declared(parameter, bounds(variable.getUpperBound()));
  }

  /** A variable where it is declared, with its bounds. */
  static TypeVariableName declared(TypeParameterElement parameter) {
    return declared(parameter, parameter.getBounds());
  }

  private static TypeVariableName declared(
      TypeParameterElement parameter, List<? extends TypeMirror> bounds) {
    return TypeVariableName.get(
            parameter.getSimpleName().toString(), of(bounds).toArray(TypeName[]::new))
        .annotated(annotations(parameter));
  }

  private static List<? extends TypeMirror> bounds(TypeMirror bound) {
    return bound instanceof IntersectionType several ? several.getBounds() : List.of(bound);
  }

  private static TypeName plain(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED, ERROR -> declared((DeclaredType) type);
      case ARRAY -> ArrayTypeName.of(of(((ArrayType) type).getComponentType()));
      case TYPEVAR ->
          TypeVariableName.get(((TypeVariable) type).asElement().getSimpleName().toString());
      case WILDCARD -> wildcard((WildcardType) type);
      default -> TypeName.get(type);
    };
  }

  private static TypeName declared(DeclaredType type) {
    ClassName raw = ClassName.get((TypeElement) type.asElement());
    List<TypeName> arguments = of(type.getTypeArguments());
    TypeMirror outer = type.getEnclosingType();
    if (outer.getKind() == TypeKind.DECLARED
        && of(outer) instanceof ParameterizedTypeName parameterized) {
      return parameterized.nestedClass(raw.simpleName(), arguments);
    }
    return arguments.isEmpty()
        ? raw
        : ParameterizedTypeName.get(raw, arguments.toArray(TypeName[]::new));
  }

  private static TypeName wildcard(WildcardType type) {
    @Nullable TypeMirror lower = type.getSuperBound();
    if (lower != null) {
      return WildcardTypeName.supertypeOf(of(lower));
    }
    @Nullable TypeMirror upper = type.getExtendsBound();
    return WildcardTypeName.subtypeOf(upper == null ? ClassName.OBJECT : of(upper));
  }

  private static List<AnnotationSpec> annotations(AnnotatedConstruct annotated) {
    return annotated.getAnnotationMirrors().stream().map(AnnotationSpec::get).toList();
  }
}
