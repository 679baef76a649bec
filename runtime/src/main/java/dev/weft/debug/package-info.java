/**
 * Looking at running loops: dumps of tasks, the watchdog, JMX. Nothing here costs anything until it
 * is asked for.
 *
 * <p>Read {@link TaskDump} first, which is what {@link dev.weft.EventLoop#dump} gives, then {@link
 * TaskView}. {@code TreeText}, {@code TableText}, {@code JsonText} and {@code MermaidText} write
 * one dump in four ways; {@link LoopMonitor} hands them to other processes.
 */
@NullMarked
package dev.weft.debug;

import org.jspecify.annotations.NullMarked;
