package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What code may name is the same for all classes of a package, those without a name included. */
class JavacTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop/Shop",
        "shop/Shop$Nested",
        "shop/Shop$1",
        "shop/Shop$1Local",
        "shop/Shop$Nested$2$1Local",
        "shop/Do$lar$3"
      })
  void nobodyNamesWhatAModuleDoesNotExport(String user) throws IOException {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    null,
                    List.of("-proc:none"),
                    null,
                    List.of(
                        JavaFileObjects.forSourceString(
                            "shop.Shop",
                            "package shop; class Shop { class Nested {} } class Do$lar {}")));
    task.analyze();
    JavacTypes types = new JavacTypes(task.getElements(), task.getTypes());
    assertThat(types.nameable("sun/security/x509/X500Name", user)).isEqualTo("java/lang/Object");
    assertThat(types.nameable("java/util/ArrayList", user)).isEqualTo("java/util/ArrayList");
    assertThat(types.nameable("shop/Shop$Nested", user)).isEqualTo("shop/Shop$Nested");
  }
}
