package dev.weft.benchmarks.call

import kotlinx.coroutines.runBlocking

/** Awaited calls that do not suspend, as users of Kotlin write them. */
object KotlinCalls {
    /** The innermost function; a CompileCommand keeps it out of line. */
    @JvmStatic
    suspend fun leaf(x: Int): Int = x + 1

    private suspend fun one(x: Int): Int = leaf(x) + 1

    @JvmStatic
    fun depth1(count: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until count) sum += one(i and 63)
        sum
    }
}
