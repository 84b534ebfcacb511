/** The process clock: for ids and time-outs only. Decisions use the database's `guildhall_now()`. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now: () => number
}

export const systemClock: Clock = { now: () => Date.now() }
