package dev.weft.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Finds the class file that javac has just written for a type. */
final class ClassFiles {
  private final Elements elements;
  private final Filer filer;

  /** Whether the output folder has a folder for each module; null until somebody asks. */
  private @Nullable Boolean multiModule;

  ClassFiles(ProcessingEnvironment env) {
    // A build tool's own Filer keeps a record of what processors read; this is no resource.
    ProcessingEnvironment javacs = Unwrapping.of(env).orElse(env);
    this.elements = javacs.getElementUtils();
    this.filer = javacs.getFiler();
  }

  /**
   * Finds a class file, whether or not it exists.
   *
   * @param source the file that the type was compiled from, if javac knows it
   */
  ClassFile of(TypeElement type, @Nullable JavaFileObject source) throws IOException {
    String binaryName = elements.getBinaryName(type).toString();
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String fileName = simpleName(binaryName, packageName) + ".class";
    FileObject file =
        filer.getResource(
            StandardLocation.CLASS_OUTPUT, modulePrefix(type) + packageName, fileName);
    URI uri = file.toUri();
    if (!"file".equals(uri.getScheme())) {
      return new ClassFile.Virtual(binaryName, file, filer, modulePrefix(type) + packageName);
    }
    Path path = Path.of(uri);
    if (source != null && isBesideSource(path, packageName)) {
      path = Path.of(source.toUri()).resolveSibling(fileName);
    }
    return new ClassFile.OnDisk(binaryName, path);
  }

  private static String simpleName(String binaryName, String packageName) {
    return packageName.isEmpty() ? binaryName : binaryName.substring(packageName.length() + 1);
  }

  /** {@code module/} if javac compiles several modules at once, when it asks for that. */
  private String modulePrefix(TypeElement type) {
    ModuleElement module = elements.getModuleOf(type);
    return module == null || module.isUnnamed() || !isMultiModule()
        ? ""
        : module.getQualifiedName() + "/";
  }

  private boolean isMultiModule() {
    if (multiModule == null) {
      multiModule = needsModuleName();
    }
    return multiModule;
  }

  private boolean needsModuleName() {
    try {
      filer.getResource(StandardLocation.CLASS_OUTPUT, "", "module-info.class");
      return false;
    } catch (IOException | IllegalArgumentException ambiguous) {
      return true;
    }
  }

  /**
   * Whether javac runs without {@code -d}: then class files lie beside their sources, and only the
   * Filer believes them to be in the working directory, without the folders of their package.
   */
  private boolean isBesideSource(Path path, String packageName) throws IOException {
    if (packageName.isEmpty()) {
      FileObject probe = filer.getResource(StandardLocation.CLASS_OUTPUT, "weft.probe", "none");
      return !Path.of(probe.toUri()).endsWith(Path.of("weft", "probe", "none"));
    }
    Path folder = path.getParent();
    return folder == null || !folder.endsWith(packageName.replace('.', '/'));
  }
}
