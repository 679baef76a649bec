package dev.weft.benchmarks.call

import kotlinx.coroutines.runBlocking

/** Awaited calls that do not suspend, as users of Kotlin write them. */
object KotlinCalls {
    @JvmStatic
    fun depth1(calls: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until calls) sum += one(i and 63)
        sum
    }

    @JvmStatic
    fun depth10(calls: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until calls) sum += ten(i and 63)
        sum
    }

    @JvmStatic
    fun recursion10(calls: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until calls) sum += down(i and 63, 10)
        sum
    }

    private suspend fun down(x: Int, levels: Int): Int =
        (if (levels == 1) leaf(x) else down(x, levels - 1)) + 1

    private suspend fun ten(x: Int): Int = nine(x) + 1

    private suspend fun nine(x: Int): Int = eight(x) + 1

    private suspend fun eight(x: Int): Int = seven(x) + 1

    private suspend fun seven(x: Int): Int = six(x) + 1

    private suspend fun six(x: Int): Int = five(x) + 1

    private suspend fun five(x: Int): Int = four(x) + 1

    private suspend fun four(x: Int): Int = three(x) + 1

    private suspend fun three(x: Int): Int = two(x) + 1

    private suspend fun two(x: Int): Int = one(x) + 1

    private suspend fun one(x: Int): Int = leaf(x) + 1

    // It may suspend for all that its callers know.
    @Suppress("RedundantSuspendModifier")
    private suspend fun leaf(x: Int): Int = x + 1
}
