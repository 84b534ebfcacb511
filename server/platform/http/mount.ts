/**
 * Puts the contracts on the server. For every request in this order: who calls and how often, may they, is the
 * input as promised, has this Idempotency-Key been answered, and only then the action.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import type { Endpoint } from '../../../contracts/endpoint.ts'
import { Refusal } from '../refusal.ts'
import { type Answer, readIdempotencyKey } from './idempotency.ts'
import { type RateLimit, rateLimitHeaders } from './rate-limit.ts'
import { type Check, checkOf } from './validation.ts'

export interface Call {
  endpoint: Endpoint
  requestId: string
  params: Record<string, string>
  query: unknown
  body: unknown
  ifMatch: number | undefined
}

/** What the composition root decides for the server: who calls, whether they may, and what then happens. */
export interface Gate<Caller> {
  identify: (request: FastifyRequest) => Promise<Caller>
  /** Where a call is counted that shows a credential which is not valid. */
  limitOfUnknown: (request: FastifyRequest) => { bucket: string; perMinute: number }
  /** Which bucket this caller is counted in, and how many calls a minute it holds. */
  limitOf: (caller: Caller, endpoint: Endpoint) => { bucket: string; perMinute: number }
  /** Answers the caller as seen inside the addressed community, or refuses. */
  admit: (caller: Caller, endpoint: Endpoint, params: Record<string, string>) => Promise<Caller>
  /** The parameters of a path as ids: words that stand for the caller are replaced, or refused. */
  address: (caller: Caller, params: Record<string, string>) => Record<string, string>
  perform: (caller: Caller, call: Call) => Promise<Answer>
  performOnce: (caller: Caller, call: Call, key: string) => Promise<{ answer: Answer; isReplay: boolean }>
}

interface Checks {
  params: Check | undefined
  query: Check | undefined
  body: Check | undefined
}

export function mountEndpoint<Caller>(
  server: FastifyInstance,
  endpoint: Endpoint,
  gate: Gate<Caller>,
  rateLimit: RateLimit,
): void {
  const checks: Checks = {
    params: checkIf(endpoint.params, 'params'),
    query: checkIf(endpoint.query, 'query'),
    body: checkIf(endpoint.body, 'body'),
  }
  const callers = new WeakMap<FastifyRequest, Caller>()
  server.route({
    method: endpoint.method,
    url: endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    ...(endpoint.bodyBytesMax === undefined ? {} : { bodyLimit: endpoint.bodyBytesMax }),
    // Before the body is read: nobody's megabytes are parsed uncounted.
    async onRequest(request, reply) {
      const caller = await gate.identify(request).catch((error: unknown) => {
        countCall(gate.limitOfUnknown(request), rateLimit, reply)
        throw error
      })
      countCall(gate.limitOf(caller, endpoint), rateLimit, reply)
      callers.set(request, caller)
    },
    async handler(request, reply) {
      const caller = callers.get(request) as Caller
      const params = request.params as Record<string, string>
      checks.params?.(params)
      const admitted = await gate.admit(caller, endpoint, params)
      const call = readCall(endpoint, request, gate.address(admitted, params), checks)
      const isKeyed = endpoint.method !== 'GET' && !endpoint.isRepeatable
      const key = isKeyed ? readIdempotencyKey(request.headers['idempotency-key']) : undefined
      if (key === undefined) return sendAnswer(reply, endpoint, await gate.perform(admitted, call))
      const { answer, isReplay } = await gate.performOnce(admitted, call, key)
      if (isReplay) reply.header('idempotency-replayed', 'true')
      return sendAnswer(reply, endpoint, answer)
    },
  })
}

function checkIf(schema: TSchema | undefined, part: 'params' | 'query' | 'body'): Check | undefined {
  return schema ? checkOf(schema, part) : undefined
}

function countCall(
  { bucket, perMinute }: { bucket: string; perMinute: number },
  rateLimit: RateLimit,
  reply: FastifyReply,
): void {
  const verdict = rateLimit.take(bucket, perMinute)
  for (const [name, value] of Object.entries(rateLimitHeaders(verdict))) reply.header(name, value)
  if (!verdict.isAllowed) {
    throw new Refusal('rate_limited', {
      detail: `At most ${verdict.limit} calls a minute. Try again in ${verdict.resetSeconds} s.`,
      headers: { 'retry-after': String(verdict.resetSeconds) },
    })
  }
}

function readCall(
  endpoint: Endpoint,
  request: FastifyRequest,
  params: Record<string, string>,
  checks: Checks,
): Call {
  checks.query?.(request.query)
  const body = request.body ?? (endpoint.body ? {} : undefined)
  checks.body?.(body)
  return {
    endpoint,
    requestId: request.id,
    params,
    query: request.query,
    body,
    ifMatch: isRevisionedWrite(endpoint) ? readIfMatch(request.headers['if-match']) : undefined,
  }
}

const isRevisionedWrite = (endpoint: Endpoint) => endpoint.revisioned && endpoint.method !== 'GET'

function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const revision = /^"(\d{1,9})"$/.exec(header)?.[1]
  if (revision === undefined)
    throw new Refusal('revision_mismatch', { detail: 'If-Match must be the ETag of the last answer.' })
  return Number(revision)
}

function sendAnswer(reply: FastifyReply, endpoint: Endpoint, answer: Answer): FastifyReply {
  reply.code(answer.status).header('cache-control', 'no-store')
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  if (endpoint.revisioned && hasRevision(answer.body)) reply.header('etag', `"${answer.body.revision}"`)
  if (answer.body === null || answer.body instanceof Uint8Array) return reply.send(answer.body ?? undefined)
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer.body))
}

function hasRevision(body: unknown): body is { revision: number } {
  return typeof body === 'object' && body !== null && 'revision' in body
}
