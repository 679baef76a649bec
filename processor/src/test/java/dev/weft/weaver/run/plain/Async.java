package dev.weft.weaver.run.plain;

/** Means nothing. */
public @interface Async {}
