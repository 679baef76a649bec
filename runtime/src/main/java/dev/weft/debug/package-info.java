/**
 * Looking at running loops: dumps of tasks, the watchdog, JMX. Nothing here costs anything until it
 * is asked for.
 *
 * <p>Read {@link TaskDump} first, which is what {@link dev.weft.EventLoop#dump} gives.
 */
@NullMarked
package dev.weft.debug;

import org.jspecify.annotations.NullMarked;
