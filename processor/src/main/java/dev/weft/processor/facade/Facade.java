package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * What the facades of one type have in common.
 *
 * @param origin the type they are for
 * @param packageName where they go
 * @param baseName what their names begin with: {@code Outer_Inner}
 * @param rawTarget the type, without arguments
 * @param target the type, with its own variables as arguments
 * @param isPublic whether everybody can name the type
 * @param variables the variables of the type, and of those around it that it needs
 * @param annotations what is carried over
 * @param needsTarget whether an object is needed; not if all async methods are static
 * @param doc its Javadoc
 * @param methods in the order of their declarations, inherited ones last
 */
record Facade(
    TypeElement origin,
    String packageName,
    String baseName,
    ClassName rawTarget,
    TypeName target,
    boolean isPublic,
    List<TypeVariableName> variables,
    List<AnnotationSpec> annotations,
    boolean needsTarget,
    DocComment doc,
    List<FacadeMethod> methods) {}
