/**
 * The gate of the native API: who calls, how often they may, whether they may at all, and the request's own
 * transaction when it carries an Idempotency-Key.
 */
import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../contracts/endpoint.ts'
import type { Context } from './context.ts'
import type { AccessOffer } from './features/access/index.ts'
import type { Actor } from './features/actor.ts'
import type { Route, RouteInput } from './features/route.ts'
import { joined } from './joined-context.ts'
import { type Answer, answerOnce, sealedAnswers } from './platform/http/idempotency.ts'
import type { Call, Gate } from './platform/http/mount.ts'
import { invariant } from './platform/invariant.ts'
import { deriveKey } from './platform/master-key.ts'
import type { WithReturned } from './return-expired.ts'

/** Sign-in, registration and links: per address, because nobody is known yet. */
const publicCallsPerMinute = 60

export function createGate(
  ctx: Context,
  access: AccessOffer,
  routes: readonly Route[],
  withReturned: WithReturned,
): Gate<Actor> {
  const byEndpoint = new Map(routes.map((route) => [route.endpoint, route]))
  const sealingKey = deriveKey(ctx.config.masterKey, sealedAnswers.purpose)

  function perform(actor: Actor, call: Call, inCtx: Context): Promise<Answer> {
    const route = byEndpoint.get(call.endpoint)
    invariant(route, `${call.endpoint.name} has an action`)
    const { params, query, body, ifMatch } = call
    return route.handle({ ctx: inCtx, actor, params, query, body, ifMatch } as RouteInput<Endpoint>)
  }

  return {
    identify: (request: FastifyRequest) =>
      access.identify({ headers: request.headers, ip: request.ip, id: request.id }),
    limitOfUnknown: (request) => ({
      bucket: `ip ${request.ip}`,
      perMinute: ctx.config.requestsPerMinute,
    }),
    limitOf(actor, endpoint) {
      if (endpoint.access.kind === 'public' && endpoint.method !== 'GET') {
        return {
          bucket: `public ${actor.ip}`,
          perMinute: Math.min(publicCallsPerMinute, ctx.config.requestsPerMinute),
        }
      }
      const bucket = actor.kind === 'nobody' ? `ip ${actor.ip}` : `${actor.kind} ${actor.id}`
      return { bucket, perMinute: ctx.config.requestsPerMinute }
    },
    admit: (actor, endpoint, params) => access.admit(actor, endpoint.access, params),
    perform: async (actor, call) =>
      committed(await withReturned(() => perform(actor, call, ofRequest(ctx, call.requestId)))),
    async performOnce(actor, call, key) {
      const inCtx = ofRequest(ctx, call.requestId)
      // Somebody unknown owns no keys: a stranger must not read an answer that was made for another.
      if (actor.kind === 'nobody')
        return { answer: committed(await perform(actor, call, inCtx)), isReplay: false }
      const { endpoint, params, query, body, ifMatch } = call
      const scope = `${actor.kind} ${actor.id} ${endpoint.method} ${pathOf(endpoint, params)}`
      const request = { scope, key, fingerprintOf: [query ?? null, body ?? null, ifMatch ?? null] }
      const done = await withReturned(() =>
        answerOnce(ctx, sealingKey, request, (tx) => perform(actor, call, joined(inCtx, tx))),
      )
      committed(done.answer)
      return done
    },
  }
}

function committed(answer: Answer): Answer {
  answer.afterCommit?.()
  return answer
}

function pathOf(endpoint: Endpoint, params: Record<string, string>): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? '')
}

/** A context whose log lines, and whose jobs' log lines, bear the id of the request. */
function ofRequest(ctx: Context, requestId: string): Context {
  return { ...ctx, log: ctx.log.child({ requestId }), jobs: ctx.jobs.ofRequest(requestId) }
}
