/** What every action may use: small, explicit, handed in first. */
import type { RunningConfig } from './config.ts'
import type { Clock } from './platform/clock.ts'
import type { Database, Transaction } from './platform/db/database.ts'
import type { Events } from './platform/events/events.ts'
import type { Ids } from './platform/ids.ts'
import type { Jobs } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'

export interface Context {
  db: Database
  clock: Clock
  ids: Ids
  log: Log
  events: Events
  jobs: Jobs
  config: RunningConfig
  /**
   * Runs `work` in one short transaction. Within a request that carries an Idempotency-Key the request's own
   * transaction is joined, so that the stored answer commits with the effect.
   */
  inTransaction: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>
}
