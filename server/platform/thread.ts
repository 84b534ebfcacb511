/**
 * Runs a module in a thread of its own, so that its work keeps nobody waiting here, and starts it again should it
 * end by a bug. What is sent to it is a hint: a thread that was away finds its work in the database.
 */
import { type Transferable, Worker } from 'node:worker_threads'
import type { Log } from './log.ts'

const restartMs = 1_000
/** Room for short-lived values, which a batch makes many of. */
const youngGenerationMb = 48

export interface Thread<Message, Answer> {
  post: (message: Message, transfer?: readonly Transferable[]) => void
  onAnswer: (listener: (answer: Answer) => void) => void
  /** Sends a last message and settles when the thread has ended. */
  end: (message: Message) => Promise<void>
}

export function startThread<Message, Answer>(module: URL, data: unknown, log: Log): Thread<Message, Answer> {
  const listeners: ((answer: Answer) => void)[] = []
  let isEnding = false
  let restart: NodeJS.Timeout | undefined
  let worker = open()

  function open(): Worker {
    const fresh = new Worker(module, {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    })
    fresh.on('message', (answer: Answer) => {
      for (const listener of listeners) listener(answer)
    })
    fresh.on('error', (error) => log.error({ error }, 'a thread ended by an error'))
    fresh.on('exit', () => {
      if (isEnding) return
      restart = setTimeout(() => {
        worker = open()
      }, restartMs)
    })
    return fresh
  }

  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onAnswer: (listener) => void listeners.push(listener),
    async end(message) {
      isEnding = true
      clearTimeout(restart)
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      worker.postMessage(message)
      await ended
    },
  }
}
