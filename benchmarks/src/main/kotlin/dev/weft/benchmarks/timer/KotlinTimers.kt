package dev.weft.benchmarks.timer

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield

/** Time-outs, as users of Kotlin write them. */
object KotlinTimers {
    @JvmStatic
    fun neverFires(timeouts: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until timeouts) sum += withTimeout(60_000) { soon(i and 63) }
        sum
    }

    private suspend fun soon(x: Int): Int {
        yield()
        return x
    }
}
