/**
 * Routes that take the body as bytes of any media type and answer ready-made JSON text: for addresses whose
 * callers follow no contract of ours. They keep off everything that costs time per request.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Problem } from '../../../contracts/values.ts'
import { Refusal } from '../refusal.ts'
import { setProblemForm } from './problem-forms.ts'

export interface RawRequest {
  /** Of the request: `X-Request-Id` of the answer. */
  id: string
  params: Record<string, string>
  headers: IncomingHttpHeaders
  rawHeaders: readonly string[]
  body: Buffer
  ip: string
}

export interface RawAnswer {
  status: number
  /** JSON text. */
  body: string
}

export interface RawRoute {
  method: 'POST'
  /** With parameters in braces. */
  path: string
  bodyBytesMax: number
  /** Media types that are taken; a missing one is. */
  takesMediaType: (contentType: string) => boolean
  /** The same in words, for whoever sends another. */
  mediaTypesInWords: string
  handle: (request: RawRequest) => Promise<RawAnswer>
  /** Whatever goes wrong at and below this address, in its own words: JSON text. */
  problemForm: (problem: Problem) => string
  /** Told when a request was turned away before `handle` saw it. */
  onRefused?: (params: Record<string, string>, code: Refusal['code']) => Promise<void>
}

const nothing = Buffer.alloc(0)
export const rawConfig = { isRaw: true } as const

export function isRaw(request: FastifyRequest): boolean {
  return request.routeOptions.config === undefined ? false : 'isRaw' in request.routeOptions.config
}

export async function mountRawRoute(server: FastifyInstance, route: RawRoute): Promise<void> {
  setProblemForm(server, route.path.replace(/\{.*/, ''), route.problemForm)
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      bodyLimit: route.bodyBytesMax,
      config: rawConfig,
      onRequest(request, _reply, done) {
        const detail = mediaTypeProblem(route, request.headers)
        done(detail === undefined ? undefined : new Refusal('unsupported_media_type', { detail }))
      },
      async onError(request, _reply, error) {
        const code = refusedBefore(error)
        if (code) await route.onRefused?.(request.params as Record<string, string>, code)
      },
      async handler(request, reply) {
        const answer = await route.handle({
          id: request.id,
          params: request.params as Record<string, string>,
          headers: request.headers,
          rawHeaders: request.raw.rawHeaders,
          body: (request.body as Buffer | undefined) ?? nothing,
          ip: request.ip,
        })
        return reply
          .code(answer.status)
          .header('content-type', 'application/json; charset=utf-8')
          .send(answer.body)
      },
    })
  })
}

/** What is packed is not unpacked here: a few kilobytes could become gigabytes. */
function mediaTypeProblem(route: RawRoute, headers: IncomingHttpHeaders): string | undefined {
  const { 'content-type': contentType, 'content-encoding': encoding = 'identity' } = headers
  if (contentType !== undefined && !route.takesMediaType(contentType)) {
    return `Send ${route.mediaTypesInWords}, and say so in Content-Type.`
  }
  return encoding.trim().toLowerCase() === 'identity'
    ? undefined
    : 'Send the body as it is, without Content-Encoding.'
}

/** Refusals that are decided before `handle` runs; the others are its own business. */
function refusedBefore(error: { code?: string }): Refusal['code'] | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'payload_too_large'
  return error.code === 'unsupported_media_type' ? 'unsupported_media_type' : undefined
}
