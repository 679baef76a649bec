package dev.weft.benchmarks.task

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

/** Coroutines of their own, as users of Kotlin write them. */
object KotlinTasks {
    @JvmStatic
    fun createAndAwait(tasks: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until tasks) sum += async { leaf(i and 63) }.await()
        sum
    }

    @JvmStatic
    fun gathered(tasks: Int): Int = runBlocking {
        List(tasks) { async { leaf(it and 63) } }.awaitAll().sum()
    }

    // It may suspend for all that its callers know.
    @Suppress("RedundantSuspendModifier")
    private suspend fun leaf(x: Int): Int = x + 1
}
