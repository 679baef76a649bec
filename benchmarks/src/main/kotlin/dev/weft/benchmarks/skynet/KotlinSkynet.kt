package dev.weft.benchmarks.skynet

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking

/** A tree of coroutines, as users of Kotlin write it. */
object KotlinSkynet {
    @JvmStatic
    fun skynet(leaves: Int): Long = runBlocking { node(0, leaves) }

    private suspend fun CoroutineScope.node(first: Long, leaves: Int): Long =
        if (leaves == 1) {
            first
        } else {
            val part = leaves / 10
            List(10) { async { node(first + it.toLong() * part, part) } }.awaitAll().sum()
        }
}
