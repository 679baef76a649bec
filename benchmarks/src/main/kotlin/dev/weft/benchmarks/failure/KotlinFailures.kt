package dev.weft.benchmarks.failure

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Exceptions that pass suspending functions. */
object KotlinFailures {
    @JvmStatic
    fun failures(count: Int, later: Boolean): Int = runBlocking {
        var caught = 0
        for (i in 0 until count) {
            try {
                caught -= down(10, later)
            } catch (expected: IllegalStateException) {
                caught++
            }
        }
        caught
    }

    private suspend fun down(levels: Int, later: Boolean): Int {
        if (levels > 0) return down(levels - 1, later) + 1
        if (later) yield()
        throw IllegalStateException("expected")
    }
}
