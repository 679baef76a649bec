package dev.weft.benchmarks.lock

import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.yield

/** Mutex and semaphore, as users of Kotlin write them. */
object KotlinLocks {
    @JvmStatic
    fun semaphore(visitors: Int, permits: Int): Int = runBlocking {
        val semaphore = Semaphore(permits)
        var inside = 0
        List(visitors) {
            launch {
                semaphore.withPermit {
                    inside++
                    yield()
                }
            }
        }.joinAll()
        inside
    }

    @JvmStatic
    fun lock(owners: Int, rounds: Int): Int = runBlocking {
        val mutex = Mutex()
        var inside = 0
        List(owners) {
            launch {
                for (i in 0 until rounds) {
                    mutex.withLock {
                        inside++
                        yield()
                    }
                }
            }
        }.joinAll()
        inside
    }
}
