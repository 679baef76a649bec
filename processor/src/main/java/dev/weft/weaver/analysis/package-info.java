/**
 * Passes that look at a method and never change it.
 *
 * <p>{@link dev.weft.weaver.analysis.TypeSimulation} knows the type of everything at any place,
 * {@link dev.weft.weaver.analysis.ControlFlow} what can follow what, {@link
 * dev.weft.weaver.analysis.Liveness} which locals are still needed; {@link
 * dev.weft.weaver.analysis.Layouts} decides from these where each value is kept.
 */
@NullMarked
package dev.weft.weaver.analysis;

import org.jspecify.annotations.NullMarked;
