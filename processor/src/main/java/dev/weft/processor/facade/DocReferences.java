package dev.weft.processor.facade;

import com.sun.source.tree.ImportTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Makes the references of a Javadoc comment mean the same in another file: a link to {@code Sku}
 * relies on the imports around it, and one to {@code #price} on the class.
 */
final class DocReferences {
  /** An inline or block tag with a reference, up to the end of the reference. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(\\{@link(?:plain)?\\s+|\\{@value\\s+|@see\\s+(?=[\\w#])|@throws\\s+|@exception\\s+)"
              + "([\\w.$]*(?:#\\w+)?(?:\\([^)]*\\))?)");

  /** The first part of a type's name. */
  private static final Pattern FIRST_NAME = Pattern.compile("(?<![\\w.$#])\\p{Lu}[\\w$]*");

  private final TypeElement declaring;
  private final Elements elements;
  private final List<String> imports;

  DocReferences(TypeElement declaring, Elements elements, @Nullable Trees trees) {
    this.declaring = declaring;
    this.elements = elements;
    this.imports = imports(declaring, trees);
  }

  String qualified(String comment) {
    return REFERENCE
        .matcher(comment)
        .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + reference(match.group(2))));
  }

  private String reference(String written) {
    String whole = written.startsWith("#") ? declaring.getQualifiedName() + written : written;
    return FIRST_NAME
        .matcher(whole)
        .replaceAll(match -> Matcher.quoteReplacement(resolved(match.group())));
  }

  private String resolved(String name) {
    return nested(name)
        .or(() -> imported(name))
        .or(() -> existing(elements.getPackageOf(declaring).getQualifiedName() + "." + name))
        .or(() -> onDemand(name))
        .orElse(name);
  }

  /** A member of the class or of one around it; also one of these themselves. */
  private Optional<String> nested(String name) {
    for (Element type = declaring;
        type instanceof TypeElement outer;
        type = type.getEnclosingElement()) {
      if (outer.getSimpleName().contentEquals(name)) {
        return Optional.of(outer.getQualifiedName().toString());
      }
      Optional<String> member =
          ElementFilter.typesIn(elements.getAllMembers(outer)).stream()
              .filter(found -> found.getSimpleName().contentEquals(name))
              .map(found -> found.getQualifiedName().toString())
              .findFirst();
      if (member.isPresent()) {
        return member;
      }
    }
    return Optional.empty();
  }

  private Optional<String> imported(String name) {
    return imports.stream().filter(each -> each.endsWith("." + name)).findFirst();
  }

  private Optional<String> onDemand(String name) {
    return imports.stream()
        .filter(each -> each.endsWith(".*"))
        .flatMap(each -> existing(each.substring(0, each.length() - 1) + name).stream())
        .findFirst();
  }

  private Optional<String> existing(String qualifiedName) {
    return Optional.ofNullable(elements.getTypeElement(qualifiedName))
        .map(found -> found.getQualifiedName().toString());
  }

  private static List<String> imports(TypeElement type, @Nullable Trees trees) {
    @Nullable TreePath path = trees == null ? null : trees.getPath(type);
    return path == null
        ? List.of()
        : path.getCompilationUnit().getImports().stream()
            .filter(each -> !each.isStatic())
            .map(ImportTree::getQualifiedIdentifier)
            .map(Object::toString)
            .toList();
  }
}
