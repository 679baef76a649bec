/**
 * Events for JDK Flight Recorder. Not exported.
 *
 * <p>Nothing here but {@link FlightRecording#isOn} may be touched before a recording has begun: the
 * first event class costs a JVM without one a noticeable part of a second. Knows neither tasks nor
 * loops, only their texts.
 */
@NullMarked
package dev.weft.debug.jfr;

import org.jspecify.annotations.NullMarked;
