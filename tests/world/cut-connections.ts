/**
 * Ends the session of an action at one of its statements, as a crash does there: before the statement is read, so that
 * nothing of its transaction stays, or when it was committed and nobody has heard of it.
 */
import pg from 'pg'

/** The first statement of what is to be cut, by its text and its values. */
export type IsFirst = (text: string, values: readonly unknown[]) => boolean

export interface Cut {
  isFirst: IsFirst
  /** Before the so-manieth statement after the first is read, or that which commits; or when it has committed. */
  at: number | 'commit' | 'committed'
}

export interface Cutter {
  /** From now on; until the next word nobody else gets as far as that first statement. */
  cut: (cut: Cut) => void
  /** How many statements after the first were sent when the session was ended; undefined when it was not. */
  wasCutAfter: () => number | undefined
  /** All is well again. */
  restart: () => void
  close: () => Promise<void>
}

interface Question {
  text: string
  values?: readonly unknown[]
}

type Ask = (text: string, values: unknown[]) => Promise<unknown>

/** Looks at every statement of this process until it is closed. */
export async function startCutter(connection: pg.ClientConfig): Promise<Cutter> {
  const original = pg.Client.prototype.query
  const killer = new pg.Client(connection)
  await killer.connect()
  let wanted: Cut | undefined
  let session: pg.Client | undefined
  let sentCount = 0
  let isCut = false

  async function end(client: pg.Client): Promise<void> {
    isCut = true
    const { processID } = client as unknown as { processID: number }
    await (original.bind(killer) as unknown as Ask)('select pg_terminate_backend($1)', [processID])
  }

  async function endCommitted(client: pg.Client, send: () => unknown): Promise<never> {
    await send()
    await end(client)
    throw new Error('Connection terminated after the commit')
  }

  function watched(this: pg.Client, ...asked: unknown[]): unknown {
    const send = () => (original as unknown as (...all: unknown[]) => unknown).apply(this, asked)
    const { text = '', values = [] } = (asked[0] ?? {}) as Partial<Question>
    if (wanted?.isFirst(text, values)) {
      if (session !== undefined) return Promise.reject(new Error('Connection terminated: the server is down'))
      session = this
      return send()
    }
    if (wanted === undefined || session !== this || isCut) return send()
    sentCount += 1
    // Whoever commits after its first statement had nothing to do.
    const isEffective = text === 'commit' && sentCount > 1
    if (wanted.at === sentCount || (isEffective && wanted.at === 'commit')) return end(this).then(send)
    if (isEffective && wanted.at === 'committed') return endCommitted(this, send)
    if (text === 'commit' || text === 'rollback') begin(wanted)
    return send()
  }

  function begin(cut: Cut | undefined): void {
    wanted = cut
    session = undefined
    sentCount = 0
    isCut = false
  }

  pg.Client.prototype.query = watched as typeof original
  return {
    cut: begin,
    wasCutAfter: () => (isCut ? sentCount : undefined),
    restart: () => begin(undefined),
    async close() {
      pg.Client.prototype.query = original
      await killer.end()
    },
  }
}
