/**
 * Behaviour of woven code, a class per area of the Java language. Each program runs with its awaits
 * done and with them pending, compiled with and without debug information. The numbers in the
 * Javadoc are those of the scenarios that every suspension point must survive.
 */
package dev.weft.weaver.run;
