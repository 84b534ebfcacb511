/** A thread answers, ends when it is told to, and comes back when a bug ended it. */
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startThread } from './thread.ts'

const echo = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId, workerData } from 'node:worker_threads'
    parentPort.on('message', (message) => {
      if (message === 'fail') throw new Error('a bug in the thread')
      if (message === 'end') return parentPort.close()
      parentPort.postMessage({ threadId, greeting: workerData.greeting + message })
    })`)}`,
)

interface Echo {
  threadId: number
  greeting: string
}

function startEcho() {
  const lines: string[] = []
  const log = pino(new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) }))
  const thread = startThread<string, Echo>(echo, { greeting: 'hello ' }, log)
  let settle: (answer: Echo) => void = () => {}
  thread.onAnswer((answer) => settle(answer))
  const answer = () =>
    new Promise<Echo>((resolve) => {
      settle = resolve
    })
  return { thread, lines, answer }
}

test('a thread gets its data, answers, and ends with its last message', async () => {
  const { thread, answer } = startEcho()
  const answered = answer()
  thread.post('Ada')
  expect((await answered).greeting).toBe('hello Ada')
  await thread.end('end')
})

test('a thread that a bug has ended is logged and started again', async () => {
  const { thread, lines, answer } = startEcho()
  const before = answer()
  thread.post('first')
  const { threadId } = await before
  thread.post('fail')
  const after = answer()
  // What is sent while the thread is away is lost; it is a hint and nothing more.
  const asking = setInterval(() => thread.post('again'), 20)
  const again = await after
  clearInterval(asking)
  expect(again.greeting).toBe('hello again')
  expect(again.threadId).not.toBe(threadId)
  expect(lines.join('')).toContain('a thread ended by an error')
  await thread.end('end')
})
