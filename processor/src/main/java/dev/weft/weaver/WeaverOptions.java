package dev.weft.weaver;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to weave.
 *
 * @param verify check each woven body with ASM's verifier before it is written
 * @param dump a directory that gets the listings of every pass, or null for none
 * @param direct whether calls within a class that are awaited at once make no coroutine
 */
public record WeaverOptions(boolean verify, @Nullable Path dump, boolean direct) {
  /** No verification, no listings. */
  public static final WeaverOptions DEFAULT = new WeaverOptions(false, null, true);
}
