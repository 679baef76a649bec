package dev.weft.weaver;

import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/**
 * Checks a body with ASM's verifier, on request.
 *
 * <p>It tells int from long from reference, not one class from another: it needs no class path.
 * What it finds is a bug in Weft, and easier to read here than in a {@code VerifyError}.
 */
final class VerifyBody {
  static void of(String owner, MethodNode body) {
    try {
      new Analyzer<>(new BasicVerifier()).analyzeAndComputeMaxs(owner, body);
    } catch (AnalyzerException error) {
      throw new IllegalStateException(
          "the body " + body.name + " does not verify: " + error.getMessage(), error);
    }
  }

  private VerifyBody() {}
}
