/** What the processes of the benchmark tell each other, as JSON in one environment variable. */
import type pg from 'pg'

export interface Plan {
  kind: 'statement' | 'http-yardstick' | 'guildhall'
  connection: pg.PoolConfig
  communityId: string
  port: number
  path: string
  memberCount: number
  /** E-mails are `m<number>@example.com`; a hot run uses the first member only. */
  isHot: boolean
  memberIds: string[]
  /** Where among the members the load begins, counted in requests. */
  memberStart?: number
  /** How far apart the members of neighbouring requests are; 1 without it. */
  memberStep?: number
  warmUpMs: number
  runMs: number
  connections: number
  ratePerSecond?: number
}

export interface Measured {
  /** When the first request was sent, in milliseconds since the epoch. */
  startedAt: number
  count: number
  /** Of what was counted after the warm-up. */
  perSecond: number
  seconds: number
  sentTotal: number
  p50Ms: number
  p99Ms: number
  appliedP50Ms?: number
  appliedP99Ms?: number
  refused: number
  /** CPU time of the load process itself. */
  loadCpuMs: number
}
