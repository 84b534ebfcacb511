/** Turns every way a request can fail into problem+json (RFC 9457), or the form of its address; a bug is logged and answered 500. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { type RefusalCode, refusals } from '../../../contracts/refusals.ts'
import type { Problem } from '../../../contracts/values.ts'
import { isContention, isUnavailable } from '../db/database.ts'
import type { Log } from '../log.ts'
import { Refusal, type RefusedFacts, type RefusedValue } from '../refusal.ts'
import { problemFormOf } from './problem-forms.ts'

export function problemFor(
  code: RefusalCode,
  requestId: string,
  more: {
    detail?: string | undefined
    errors?: readonly RefusedValue[] | undefined
    facts?: RefusedFacts | undefined
  } = {},
): Problem {
  const { status, title } = refusals[code]
  return {
    type: `/docs#${code}`,
    title,
    status,
    code,
    ...(more.detail ? { detail: more.detail } : {}),
    requestId,
    ...(more.facts ? { facts: { ...more.facts } } : {}),
    ...(more.errors ? { errors: more.errors.slice(0, 100).map((error) => ({ ...error })) } : {}),
  }
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  for (const [name, value] of Object.entries(refusal.headers ?? {})) reply.header(name, value)
  const { status } = refusals[refusal.code]
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (status === 503) reply.header('retry-after', '5')
  return sendProblem(reply, problemFor(refusal.code, request.id, refusal))
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const ownForm = problemFormOf(reply.request)
  return reply
    .code(problem.status)
    .header('content-type', `application/${ownForm ? 'json' : 'problem+json'}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(ownForm ? ownForm(problem) : JSON.stringify(problem))
}

/** During an outage every request is refused alike: one line of the log a second says it. */
const notReadyLogEveryMs = 1_000

export function answerErrors(log: Log) {
  let notReadyLoggedAt = Number.NEGATIVE_INFINITY

  function logNotReady(request: FastifyRequest, error: Error): void {
    const now = performance.now()
    if (now - notReadyLoggedAt < notReadyLogEveryMs) return
    notReadyLoggedAt = now
    log.warn({ requestId: request.id, error: error.message }, 'not ready')
  }

  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = refusalOf(error, request.routeOptions.bodyLimit)
    if (refusal) {
      if (refusal.code === 'not_ready') logNotReady(request, error)
      return sendRefusal(request, reply, refusal)
    }
    log.error({ requestId: request.id, method: request.method, path: request.routeOptions.url, error }, 'bug')
    return sendProblem(reply, {
      type: '/docs#internal_error',
      title: 'Something went wrong on our side',
      status: 500,
      code: 'internal_error',
      detail: 'Nothing was half done. Give the request id to the operator.',
      requestId: request.id,
    })
  }
}

const fastifyCodes: Record<string, RefusalCode> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_request',
}

function refusalOf(error: FastifyError, bodyBytesMax: number | undefined): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (isUnavailable(error))
    return new Refusal('not_ready', { detail: 'The database cannot take this right now.' })
  if (isContention(error)) return new Refusal('not_ready', { detail: 'Too much at once. Try again.' })
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Refusal('payload_too_large', { detail: `At most ${bodyBytesMax} bytes are taken here.` })
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new Refusal('unsupported_media_type', { detail: 'Send JSON, and say so in Content-Type.' })
  }
  const code = fastifyCodes[error.code]
  if (code) return new Refusal(code, { detail: error.message })
  if (error.statusCode === 400) return new Refusal('malformed_request', { detail: error.message })
  return undefined
}
