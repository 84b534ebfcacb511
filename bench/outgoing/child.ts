/** A process of the benchmark that answers each order with one message. */
import { fork } from 'node:child_process'

export interface Child<Order> {
  pid: number
  ask: <Answer>(order: Order) => Promise<Answer>
  stop: () => void
}

export function startChild<Order extends object>(file: string): Child<Order> {
  const child = fork(new URL(file, import.meta.url).pathname, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let fail: (error: Error) => void = () => {}
  child.once('exit', (code) => fail(new Error(`${file} ended with ${code}`)))
  return {
    pid: child.pid ?? 0,
    ask: <Answer>(order: Order) =>
      new Promise<Answer>((resolve, reject) => {
        child.once('message', (answer) => resolve(answer as Answer))
        fail = reject
        child.send(order)
      }),
    stop: () => child.disconnect(),
  }
}
