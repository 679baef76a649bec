/**
 * The agent: weaving while classes are loaded, for classes that nobody wove before. {@link
 * dev.weft.agent.WeftAgent} is all of it, a thin door to {@link dev.weft.weaver.Weaver}.
 */
@NullMarked
package dev.weft.agent;

import org.jspecify.annotations.NullMarked;
