/** Asyncio without asynchrony: everything is done at once, so a program does what it says. */
package dev.weft.weaver.run.plain;
