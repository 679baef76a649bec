/**
 * The command line: {@code java -jar weft-processor.jar COMMAND ...}.
 *
 * <p>Read {@link dev.weft.cli.Main} first: each {@link dev.weft.cli.Command} is one line there.
 */
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
