package dev.weft.benchmarks.queue

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** Channels, as users of Kotlin write them. */
object KotlinQueues {
    @JvmStatic
    fun pingPong(items: Int): Int = runBlocking {
        val there = Channel<Int>(1)
        val back = Channel<Int>(1)
        launch {
            for (i in 0 until items / 2) back.send(there.receive())
        }
        var sum = 0
        for (i in 0 until items / 2) {
            there.send(i and 63)
            sum += back.receive()
        }
        sum
    }

    @JvmStatic
    fun buffered(items: Int, capacity: Int): Int = runBlocking {
        val queue = Channel<Int>(capacity)
        launch {
            for (i in 0 until items) queue.send(i and 63)
        }
        var sum = 0
        for (i in 0 until items) sum += queue.receive()
        sum
    }
}
