package dev.weft.benchmarks.once

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Coroutines by the million. */
object KotlinOnce {
    @JvmStatic
    fun onFutures(count: Int, parked: Runnable) = park(count, parked) { launch { first(CompletableDeferred()) } }

    @JvmStatic
    fun deepOnFutures(count: Int, parked: Runnable) = park(count, parked) { launch { down(9, CompletableDeferred()) } }

    @JvmStatic
    fun onSleeps(count: Int, parked: Runnable) = park(count, parked) { launch { delay(3_600_000) } }

    private fun park(count: Int, parked: Runnable, start: CoroutineScope.() -> Job) = runBlocking {
        val jobs = List(count) { start() }
        yield()
        parked.run()
        jobs.forEach { it.cancel() }
        jobs.joinAll()
    }

    private suspend fun first(future: CompletableDeferred<Int>): Int = future.await() + 1

    private suspend fun down(levels: Int, future: CompletableDeferred<Int>): Int =
        (if (levels == 0) future.await() else down(levels - 1, future)) + 1

    @JvmStatic
    fun sleep(millis: IntArray) = runBlocking {
        millis.map { launch { delay(it.toLong()) } }.joinAll()
    }
}
