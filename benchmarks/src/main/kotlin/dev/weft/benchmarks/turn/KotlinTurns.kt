package dev.weft.benchmarks.turn

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Coroutines that give way, as users of Kotlin write them. */
object KotlinTurns {
    @JvmStatic
    fun oneTask(count: Int): Int = runBlocking { turns(count) }

    @JvmStatic
    fun manyTasks(tasks: Int, count: Int): Int = runBlocking {
        List(tasks) { async { turns(count) } }.awaitAll().sum()
    }

    private suspend fun turns(count: Int): Int {
        var done = 0
        while (done < count) {
            yield()
            done++
        }
        return done
    }
}
