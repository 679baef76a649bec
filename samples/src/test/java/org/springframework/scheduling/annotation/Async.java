package org.springframework.scheduling.annotation;

/** Stands for Spring's annotation, which a document shows used by mistake. */
public @interface Async {}
