/**
 * The gate of the native API: who calls, how often they may, whether they may at all, and the request's own
 * transaction when it carries an Idempotency-Key.
 */
import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '../contracts/endpoint.ts'
import { ownMember } from '../contracts/values.ts'
import type { Context } from './context.ts'
import type { AccessOffer } from './features/access/index.ts'
import type { Actor } from './features/actor.ts'
import type { Route, RouteInput } from './features/route.ts'
import { joined } from './joined-context.ts'
import { networkOf } from './platform/http/caller-network.rules.ts'
import { answerOnce, type Done, type IdempotentRequest, sealedAnswers } from './platform/http/idempotency.ts'
import type { Call, Gate } from './platform/http/mount.ts'
import { invariant } from './platform/invariant.ts'
import { deriveKey } from './platform/master-key.ts'
import { refuse } from './platform/refusal.ts'
import type { WithReturned } from './return-expired.ts'
import { shareCalls } from './shared-calls.ts'

/** Sign-in, registration and links: per address, because nobody is known yet. */
const publicCallsPerMinute = 60

export function createGate(
  ctx: Context,
  access: AccessOffer,
  routes: readonly Route[],
  withReturned: WithReturned,
): Gate<Actor> {
  const sealingKey = deriveKey(ctx.config.masterKey, sealedAnswers.purpose)
  const byEndpoint = new Map(routes.map(({ endpoint, action }) => [endpoint, performerOf(action)]))

  /** How an action is performed: by itself, or together with others of the same moment. */
  function performerOf(action: Route['action']): Performer {
    if ('many' in action) {
      const share = shareCalls(ctx, sealingKey, action)
      return (actor, call, once) => share({ actor, call, once })
    }
    return async (actor, call, once) => {
      const { params, query, body, ifMatch } = call
      const inCtx = ofRequest(ctx, call.requestId)
      const answerIn = (usedCtx: Context) =>
        action({ ctx: usedCtx, actor, params, query, body, ifMatch } as RouteInput<Endpoint>)
      if (!once) return { answer: await answerIn(inCtx), isReplay: false }
      return answerOnce(ctx, sealingKey, once, (tx) => answerIn(joined(inCtx, tx)))
    }
  }

  async function perform(actor: Actor, call: Call, once?: IdempotentRequest): Promise<Done> {
    const performer = byEndpoint.get(call.endpoint)
    invariant(performer, `${call.endpoint.name} has an action`)
    const done = await withReturned(
      (retryFor) => performer(actor, call, once && retryFor ? { ...once, passesOver: retryFor } : once),
      { isKeyed: once !== undefined },
    )
    done.answer.afterCommit?.()
    return done
  }

  return {
    identify: (request: FastifyRequest) =>
      access.identify({ headers: request.headers, ip: request.ip, id: request.id }),
    limitOfUnknown: (request) => ({
      bucket: `ip ${networkOf(request.ip)}`,
      perMinute: ctx.config.requestsPerMinute,
    }),
    limitOf(actor, endpoint) {
      if (endpoint.access.kind === 'public' && endpoint.method !== 'GET') {
        return {
          bucket: `public ${networkOf(actor.ip)}`,
          perMinute: Math.min(publicCallsPerMinute, ctx.config.requestsPerMinute),
        }
      }
      const bucket = actor.kind === 'nobody' ? `ip ${networkOf(actor.ip)}` : `${actor.kind} ${actor.id}`
      return { bucket, perMinute: ctx.config.requestsPerMinute }
    },
    admit: (actor, endpoint, params) => access.admit(actor, endpoint.access, params),
    address(actor, params) {
      if (params.memberId !== ownMember) return params
      const memberId = actor.memberId ?? refuse('forbidden', 'A key is no member: name one by id.')
      return { ...params, memberId }
    },
    perform: async (actor, call) => (await perform(actor, call)).answer,
    performOnce(actor, call, key) {
      // Somebody unknown owns no keys: a stranger must not read an answer that was made for another.
      if (actor.kind === 'nobody') return perform(actor, call)
      const { endpoint, params, query, body, ifMatch } = call
      const scope = `${actor.kind} ${actor.id} ${endpoint.method} ${pathOf(endpoint, params)}`
      return perform(actor, call, {
        scope,
        key,
        fingerprintOf: [query ?? null, body ?? null, ifMatch ?? null],
      })
    },
  }
}

type Performer = (actor: Actor, call: Call, once: IdempotentRequest | undefined) => Promise<Done>

function pathOf(endpoint: Endpoint, params: Record<string, string>): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? '')
}

/** A context whose log lines, and whose jobs' log lines, bear the id of the request. */
function ofRequest(ctx: Context, requestId: string): Context {
  return { ...ctx, log: ctx.log.child({ requestId }), jobs: ctx.jobs.ofRequest(requestId) }
}
