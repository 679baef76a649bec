/**
 * Keeps Weft's classes from one compilation to the next, where one JVM compiles more than once.
 *
 * <p>javac loads its processors anew for each compilation, so the JVM interprets them anew, however
 * often they have run. {@link dev.weft.processor.resident.Residence} decides whose classes a
 * compilation uses; {@link dev.weft.processor.resident.ResidentClasses} are those that stay.
 */
@NullMarked
package dev.weft.processor.resident;

import org.jspecify.annotations.NullMarked;
