/** A port that nothing listens on, for a server that must know its own address before it starts. */
import { createServer } from 'node:net'

/** Below those that systems give to outgoing connections, one of which could take it before the server listens. */
const first = 15_000
const count = 15_000
const triesMax = 100

export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const port = first + Math.floor(Math.random() * count)
    if (await isFree(port)) return port
  }
  throw new Error(`No free port was found between ${first} and ${first + count}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
