package dev.weft.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.sun.source.util.Trees;
import dev.weft.processor.check.WeftSymbols;
import dev.weft.processor.problem.BugReport;
import dev.weft.processor.problem.Problem;
import dev.weft.processor.problem.Problems;
import dev.weft.processor.problem.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Generates all facades that a compilation asks for, round by round.
 *
 * <p>Each facade is made of one type alone, and says so to the {@code Filer}: Gradle relies on it
 * ({@code META-INF/gradle/incremental.annotation.processors}).
 */
public final class Facades {
  private final ProcessingEnvironment env;
  private final Elements elements;
  private final Problems problems;
  private final BugReport bugs;
  private final FacadeCheck check;
  private final AsyncMembers members;
  private final FacadeReader reader;

  /** Names of types that mention what another processor has yet to generate. */
  private final Set<String> deferred = new LinkedHashSet<>();

  /** Which type each facade is for, by the facade's name. */
  private final Map<String, TypeElement> written = new HashMap<>();

  /**
   * For one compilation.
   *
   * @param trees javac's, or null in another compiler
   */
  public Facades(ProcessingEnvironment env, @Nullable Trees trees, Problems problems) {
    this.env = env;
    this.elements = env.getElementUtils();
    this.problems = problems;
    this.bugs = new BugReport(problems);
    this.check = new FacadeCheck(env.getMessager(), trees, elements, problems);
    this.members = new AsyncMembers(elements, env.getTypeUtils());
    this.reader = new FacadeReader(elements, env.getTypeUtils(), trees);
  }

  /** Generates what this round asks for, and what an earlier one could not. */
  public void generate(RoundEnvironment round) {
    Set<TypeElement> types = new LinkedHashSet<>();
    // One in a compact source file is not found by its name.
    deferred.stream().map(elements::getTypeElement).filter(Objects::nonNull).forEach(types::add);
    deferred.clear();
    TypeElement annotation = elements.getTypeElement(FacadeSymbols.ASYNC_FACADE);
    if (annotation != null) {
      types.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)));
    }
    for (TypeElement type : types) {
      FacadeDeclaration.on(type, elements).ifPresent(this::generateOrReport);
    }
    if (round.processingOver()) {
      deferred.stream().map(elements::getTypeElement).forEach(this::reportMissing);
    }
  }

  /** An exception that left the processor would end javac with a stack trace. */
  private void generateOrReport(FacadeDeclaration declaration) {
    TypeElement type = declaration.type();
    try {
      generate(declaration);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError bug) {
      String subject = "the facades of " + type.getQualifiedName();
      bugs.report(bug, subject, env.getMessager(), type, declaration.annotation());
    }
  }

  private void generate(FacadeDeclaration declaration) {
    TypeElement type = declaration.type();
    if (!check.makesSense(declaration)) {
      return;
    }
    List<ExecutableElement> found = members.of(type);
    if (Unresolved.isMalformed(type, found)) {
      return;
    }
    if (Unresolved.isIn(type, found)) {
      deferred.add(type.getQualifiedName().toString());
      return;
    }
    List<ExecutableElement> methods = new ArrayList<>();
    for (ExecutableElement method : found) {
      if (isGenerator(method)) {
        noteGenerator(method, declaration);
      } else {
        methods.add(method);
      }
    }
    if (check.hasMethods(declaration, methods)) {
      Facade facade = reader.read(type, methods);
      FacadeWriter writer = new FacadeWriter(generatedAnnotation(type));
      for (Flavour flavour : Flavour.values()) {
        if (declaration.asks(flavour)) {
          write(declaration, writer.write(facade, flavour));
        }
      }
    }
  }

  /** Nobody has generated what the type mentions. */
  private void reportMissing(@Nullable TypeElement type) {
    if (type != null) {
      FacadeDeclaration.on(type, elements)
          .ifPresent(declaration -> check.reportMissing(declaration, members.of(type)));
    }
  }

  private void write(FacadeDeclaration declaration, JavaFile file) {
    String simpleName = file.typeSpec().name();
    String name = file.packageName().isEmpty() ? simpleName : file.packageName() + "." + simpleName;
    TypeElement other = written.putIfAbsent(name, declaration.type());
    if (!check.isFree(declaration, name, other)) {
      return;
    }
    try {
      file.writeTo(env.getFiler());
    } catch (FilerException taken) {
      check.isTaken(declaration, name, "another type");
    } catch (IOException e) {
      problems.report(
          Problem.FACADE_NOT_WRITTEN,
          env.getMessager(),
          declaration.type(),
          declaration.annotation(),
          null,
          name,
          e);
    }
  }

  private static boolean isGenerator(ExecutableElement method) {
    return AsyncMembers.qualifiedName(method.getReturnType()).equals(FacadeSymbols.GENERATOR);
  }

  private void noteGenerator(ExecutableElement method, FacadeDeclaration declaration) {
    TypeElement type = declaration.type();
    // One that is inherited has no place here that a message could point at.
    boolean isOwn = WeftSymbols.declaring(method).equals(type);
    if (!Suppression.covers(Problem.FACADE_SKIPS, method)
        && !Suppression.covers(Problem.FACADE_SKIPS, type)) {
      problems.report(
          Problem.FACADE_SKIPS,
          env.getMessager(),
          isOwn ? method : type,
          isOwn ? null : declaration.annotation(),
          null,
          type.getSimpleName(),
          method.getSimpleName());
    }
  }

  /** Asked of the type's own module: it may not read the one that has the annotation. */
  private @Nullable ClassName generatedAnnotation(TypeElement type) {
    String name = "javax.annotation.processing.Generated";
    ModuleElement module = elements.getModuleOf(type);
    TypeElement found =
        module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
    return found == null ? null : ClassName.get(found);
  }
}
