package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;

/**
 * One async method, as callers see it.
 *
 * @param isStage whether it returns a completion stage and not something of Weft's
 * @param result what it comes to, boxed; {@code java.lang.Void} for nothing
 * @param isSafeVarargs whether it promises to do nothing bad to a generic array
 */
record FacadeMethod(
    String name,
    boolean isPublic,
    boolean isStatic,
    boolean isStage,
    List<AnnotationSpec> annotations,
    List<TypeVariableName> variables,
    TypeName result,
    List<ParameterSpec> parameters,
    boolean isVarargs,
    boolean isSafeVarargs,
    List<TypeName> thrown,
    DocComment doc) {}
