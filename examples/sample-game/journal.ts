/** The game's own storage: facts, one a line, in a file that only grows. A fact counts once it is on the disk. */
import { mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { apply, emptyState, type Fact, type State } from './facts.ts'

export interface Journal {
  /** With everything that was recorded, also what is still being written. */
  state: State
  /** Settles once these and all earlier facts are on the disk. */
  record: (...facts: Fact[]) => Promise<void>
  close: () => Promise<void>
}

/** `onLost`: the disk took a fact not, so what is in memory is no longer true. The game has to end. */
export async function openJournal(path: string, onLost: (error: unknown) => void): Promise<Journal> {
  mkdirSync(dirname(path), { recursive: true })
  const state = emptyState()
  for (const fact of readFacts(path)) apply(state, fact)
  const file = await open(path, 'a', 0o600)
  let written = Promise.resolve()
  return {
    state,
    record(...facts) {
      for (const fact of facts) apply(state, fact)
      written = written.then(() => write(file, facts))
      written.catch(onLost)
      return written
    },
    async close() {
      await written
      await file.close()
    },
  }
}

async function write(file: FileHandle, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  await file.write(facts.map((fact) => `${JSON.stringify(fact)}\n`).join(''))
  await file.datasync()
}

/** A line that a crash cut off was promised to nobody: it is taken away, so that the next begins on a line of its own. */
function readFacts(path: string): Fact[] {
  const bytes = readIfThere(path)
  const end = bytes.lastIndexOf('\n') + 1
  if (end < bytes.length) truncateSync(path, end)
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Fact)
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
