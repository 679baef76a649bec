package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.BodyKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Where javac puts returned values aside, told from variables of the user. */
class ReturnSitesTest {
  private static List<VarInsnNode> lost(MethodNode method) {
    TryRanges tries = TryRanges.of(method);
    return LostReturns.in("S", method, BodyKind.COROUTINE, tries, ReturnSites.in(method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void plainReturnsPutNothingAside(String debug) {
    MethodNode method =
        Snippet.of(debug, "Coroutine<String> m(Coroutine<String> c) { call(); return c; }");
    assertThat(ReturnSites.in(method))
        .singleElement()
        .satisfies(
            site -> {
              assertThat(site.store()).isNull();
              assertThat(site.tries()).isEmpty();
              assertThat(site.inMonitor()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void finallyPutsTheValueAside(String debug) {
    MethodNode method =
        Snippet.of(debug, "Coroutine<String> m() { try { return other(); } finally { call(); } }");
    assertThat(ReturnSites.in(method))
        .singleElement()
        .satisfies(
            site -> {
              assertThat(site.store()).isNotNull();
              assertThat(site.store().getPrevious()).isSameAs(Snippet.call(method, "other", 0));
              assertThat(site.tries()).hasSize(1);
            });
    assertThat(lost(method)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void variablesOfTheUserAreNotPutAside(String debug) {
    MethodNode method =
        Snippet.of(
            debug,
            "Coroutine<String> m() { Coroutine<String> c = null;"
                + " try { c = other(); } finally { call(c); } return c; }");
    assertThat(ReturnSites.in(method))
        .singleElement()
        .satisfies(site -> assertThat(site.store()).isNull());
    assertThat(lost(method)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void monitorsCountWhereTheValueIsComputed(String debug) {
    MethodNode method =
        Snippet.of(debug, "Coroutine<String> m() { synchronized (this) { return other(); } }");
    assertThat(ReturnSites.in(method))
        .singleElement()
        .satisfies(
            site -> {
              assertThat(site.inMonitor() || site.store() == null).isTrue();
              assertThat(site.tries()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void returnsThatFinallyOverrulesAreLost(String debug) {
    MethodNode method =
        Snippet.of(
            debug, "Coroutine<String> m() { try { return other(); } finally { return null; } }");
    assertThat(lost(method))
        .singleElement()
        .satisfies(
            store -> assertThat(store.getPrevious()).isSameAs(Snippet.call(method, "other", 0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void unusedVariablesAreNotLostReturns(String debug) {
    MethodNode method =
        Snippet.of(
            debug,
            "Coroutine<String> m() { Coroutine<String> u = null; try { u = other(); call();"
                + " Coroutine<String> v = other(); call(); } finally { return null; } }");
    assertThat(lost(method)).isEmpty();
  }
}
