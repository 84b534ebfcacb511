/** What the processes of the benchmark tell each other. */

export type Behavior = 'answers' | 'hangs' | 'drips' | 'sends 100 MB'

export interface Target {
  port: number
  secret: string
}

export type ReceiverOrder =
  | { kind: 'start'; count: number }
  | { kind: 'trust'; targets: readonly Target[] }
  | { kind: 'behave'; ports: readonly number[]; behavior: Behavior }
  | { kind: 'reset' }
  | { kind: 'count'; ports: readonly number[] }
  | { kind: 'latencies'; ports: readonly number[] }

/** Requests, of which so many had been here before, and so many were not signed well. */
export interface ReceivedCount {
  count: number
  repeated: number
  unsigned: number
}

/** From the moment that the event's transaction began until its request was read. */
export type ReceivedLatenciesMs = number[]

export interface YardstickOrder {
  targets: readonly Target[]
  postsPerTarget: number
  connections: number
}

export interface YardstickReport {
  seconds: number
  posts: number
}

export interface Latency {
  count: number
  p50Ms: number
  p99Ms: number
}
