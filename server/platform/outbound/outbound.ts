/**
 * The one way out: every request that the product sends to others passes here (decision 13). It goes to public
 * addresses, or to those that the operator allowed, follows no redirect, unpacks nothing, and ends within its
 * limits. What comes of it is data.
 */
import type { Log } from '../log.ts'
import { addressJudge } from './addresses.rules.ts'
import { type AttemptResult, defaultLimits, type OutgoingRequest } from './attempt.ts'
import { createConnections } from './connections.ts'
import { exchange } from './exchange.ts'
import { AttemptFailed, failureOf } from './failures.rules.ts'
import { createLookUp } from './look-up.ts'
import { openConnection } from './open-connection.ts'
import { requestHeaders } from './request-headers.rules.ts'
import type { EgressSettings, OutboundSettings } from './settings.ts'
import { type Attempt, msSince, startTrace, type Trace } from './trace.ts'
import { readProxy } from './tunnel.ts'
import { judgeUrl, type Target, type UrlProblem } from './url.rules.ts'

export interface Outbound {
  /** Rejects only for a bug of ours. */
  send: (request: OutgoingRequest) => Promise<AttemptResult>
  /** Why no request could ever be sent there; undefined when one could. For forms, before anything is stored. */
  checkUrl: (url: string) => UrlProblem | undefined
  counts: () => { running: number; open: number; idle: number; waiting: number }
  /** Takes no more; lets running attempts end, but gives them up when the patience is over. */
  close: (patienceMs?: number) => Promise<void>
}

const closePatienceMs = 15_000
const defaultSocketsMax = 600
const defaultSocketsPerOriginMax = 10
const defaultIdleMs = 10_000

export function createOutbound(settings: OutboundSettings, log: Log): Outbound {
  const { egress } = settings
  warnOfOpenings(egress, log)
  const judge = addressJudge(egress)
  const urlSettings = {
    judge,
    allowsHttp: egress.allowsHttp,
    hasAllowedAddresses: egress.allowCidrs.length > 0,
    closedHosts: settings.closedHosts,
  }
  const lookUp = createLookUp(egress.dnsServers)
  const parts = {
    judge,
    lookUp,
    proxy: egress.proxyUrl === undefined ? undefined : readProxy(egress.proxyUrl),
    ownPort: settings.ownPort,
    authorities: settings.authorities,
  }
  const connections = createConnections(
    {
      socketsMax: settings.socketsMax ?? defaultSocketsMax,
      socketsPerOriginMax: settings.socketsPerOriginMax ?? defaultSocketsPerOriginMax,
      idleMs: settings.idleMs ?? defaultIdleMs,
    },
    (attempt, target) => openConnection(parts, attempt, target),
  )
  const running = new Map<Promise<AttemptResult>, AbortController>()
  let isClosed = false

  function send(request: OutgoingRequest): Promise<AttemptResult> {
    const stopping = new AbortController()
    const result = runAttempt(request, stopping)
    running.set(result, stopping)
    const forget = () => running.delete(result)
    result.then(forget, forget)
    return result
  }

  async function runAttempt(request: OutgoingRequest, stopping: AbortController): Promise<AttemptResult> {
    const startedMs = performance.now()
    const limits = { ...defaultLimits, ...settings.limits, ...request.limits }
    const attempt: Attempt = { limits, stop: stopping.signal, trace: startTrace() }
    const timer = setTimeout(() => stopping.abort(lateFailure()), limits.totalMs)
    const giveUp = () => stopping.abort(new AttemptFailed('aborted', 'The attempt was given up.'))
    request.signal?.addEventListener('abort', giveUp)
    if (isClosed || request.signal?.aborted) giveUp()
    try {
      await perform(attempt, request)
      return resultOf(attempt.trace, startedMs, undefined)
    } catch (error) {
      if (!(error instanceof AttemptFailed)) throw error
      return resultOf(attempt.trace, startedMs, error)
    } finally {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', giveUp)
    }
  }

  async function perform(attempt: Attempt, request: OutgoingRequest): Promise<void> {
    const { target, problem } = judgeUrl(request.url, urlSettings)
    if (problem) throw new AttemptFailed(problem.code, problem.reason)
    const headers = requestHeaders(request.headers, settings.userAgent)
    if (headers.problem !== undefined) {
      throw new AttemptFailed('request_invalid', `The request cannot be sent: ${headers.problem}.`)
    }
    const prepared = { method: request.method, body: request.body, path: target.path, headers: headers.pairs }
    try {
      await overConnection(attempt, target, prepared, false)
    } catch (error) {
      // A kept connection may be closed by the other side at any moment; nobody has seen this request yet.
      const isStale = attempt.trace.wasReused && !attempt.trace.wasWritten
      if (!isStale || attempt.stop.aborted || !(error instanceof AttemptFailed)) throw error
      await overConnection(attempt, target, prepared, true)
    }
  }

  async function overConnection(
    attempt: Attempt,
    target: Target,
    prepared: Parameters<typeof exchange>[2],
    isFresh: boolean,
  ): Promise<void> {
    const connection = await connections.take(attempt, target, isFresh)
    try {
      await exchange(attempt, connection, prepared)
    } finally {
      connections.giveBack(connection)
    }
  }

  return {
    send,
    checkUrl: (url) => judgeUrl(url, urlSettings).problem,
    counts: () => ({ running: running.size, ...connections.counts() }),
    async close(patienceMs = closePatienceMs) {
      isClosed = true
      const timer = setTimeout(giveAllUp, patienceMs)
      await Promise.allSettled(running.keys())
      clearTimeout(timer)
      connections.closeIdle()
      lookUp.close()
    },
  }

  function giveAllUp(): void {
    for (const stopping of running.values()) {
      stopping.abort(new AttemptFailed('aborted', 'The server was stopped.'))
    }
  }
}

function resultOf(trace: Trace, startedMs: number, failed: AttemptFailed | undefined): AttemptResult {
  return {
    failure: failed && failureOf(failed.code, trace.stage, failed.message),
    response: trace.response,
    phases: { ...trace.phases, totalMs: msSince(startedMs) },
    remoteAddress: trace.remoteAddress,
    wasWritten: trace.wasWritten,
    wasReused: trace.wasReused,
  }
}

function lateFailure(): AttemptFailed {
  return new AttemptFailed('timed_out', 'The attempt took longer than it may.')
}

function warnOfOpenings(egress: EgressSettings, log: Log): void {
  if (egress.allowCidrs.length > 0) {
    log.warn(
      { allowCidrs: egress.allowCidrs },
      'requests may go to internal addresses: GUILDHALL_EGRESS_ALLOW_CIDRS',
    )
  }
  if (egress.allowsHttp) log.warn('requests may go out without TLS: GUILDHALL_EGRESS_ALLOW_HTTP')
  if (egress.allowsNat64) log.warn('IPv4 addresses behind NAT64 are judged: GUILDHALL_EGRESS_ALLOW_NAT64')
}
