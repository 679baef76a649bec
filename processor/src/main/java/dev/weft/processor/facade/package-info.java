/**
 * Facades for callers that do not await: {@code @AsyncFacade}, as generated source.
 *
 * <p>{@link dev.weft.processor.facade.Facades} is the way in. It goes in four steps: {@link
 * dev.weft.processor.facade.FacadeDeclaration} reads the annotation, {@link
 * dev.weft.processor.facade.FacadeCheck} judges it, {@link dev.weft.processor.facade.FacadeReader}
 * makes a {@link dev.weft.processor.facade.Facade} of the type, which says all that is to be said
 * without javac's words, and {@link dev.weft.processor.facade.FacadeWriter} writes it, once as
 * {@link dev.weft.processor.facade.Flavour#BLOCKING} and once as {@link
 * dev.weft.processor.facade.Flavour#FUTURES}.
 *
 * <p>Only {@code javax.annotation.processing} is needed here, so it works in Eclipse too.
 */
@NullMarked
package dev.weft.processor.facade;

import org.jspecify.annotations.NullMarked;
