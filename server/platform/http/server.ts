/**
 * The HTTP server: Fastify with our request ids, limits, security headers and problems. It knows no product
 * words; what is served arrives as routes.
 */
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Ids } from '../ids.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { refuseCrossSite } from './cross-site.ts'
import { answerErrors, sendRefusal } from './problems.ts'
import { isRaw } from './raw-route.ts'
import { answerContentSecurityPolicy, setSecurityHeaders } from './security-headers.ts'

const bodyBytesMax = 1024 * 1024
const headerBytesMax = 16 * 1024
const requestTimeoutMs = 30_000
const keepAliveMs = 72_000

export interface HttpOptions {
  ids: Ids
  log: Log
  publicUrl: string
  trustProxy: boolean | string[]
  /** Answers people at an address where nothing is; undefined leaves it to the problem. */
  sendLost?: ((request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined) | undefined
}

export function createHttpServer(options: HttpOptions): FastifyInstance {
  const isHttps = options.publicUrl.startsWith('https:')
  const markAnswer = (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('x-request-id', request.id)
    // A raw route has no browser to protect.
    if (isRaw(request)) return
    setSecurityHeaders(reply, isHttps)
    reply.header('content-security-policy', answerContentSecurityPolicy)
  }
  const server = fastify({
    trustProxy: options.trustProxy,
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    genReqId: () => options.ids.next(),
    http: { maxHeaderSize: headerBytesMax },
    routerOptions: { maxParamLength: 200 },
    // Addresses that cannot be read, or that are too long to lead anywhere; no hook has run for them.
    frameworkErrors(error, request, reply) {
      markAnswer(request, reply)
      const code = error.code === 'FST_ERR_BAD_URL' ? 'malformed_request' : 'not_found'
      sendRefusal(request, reply, new Refusal(code))
    },
  })
  // JSON only; Fastify would take plain text as well.
  server.removeContentTypeParser('text/plain')
  const addresses = listAddresses(server)

  // With a callback instead of a promise: this runs for every request.
  server.addHook('onRequest', (request, reply, done) => {
    markAnswer(request, reply)
    if (!isRaw(request)) refuseCrossSite(request.method, request.headers, options.publicUrl, request.host)
    done()
  })
  // Only where somebody reads it: a hook costs time for every request.
  if (options.log.isLevelEnabled('debug')) logAnswers(server, options.log)
  server.setErrorHandler(answerErrors(options.log))
  server.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(addresses, request.url)
    if (allowed.length > 0) {
      const headers = { allow: allowed.join(', ') }
      return sendRefusal(request, reply, new Refusal('method_not_allowed', { headers }))
    }
    return options.sendLost?.(request, reply) ?? sendRefusal(request, reply, new Refusal('route_not_found'))
  })
  return server
}

function logAnswers(server: FastifyInstance, log: Log): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { id: requestId, method, routeOptions } = request
    const { statusCode: status, elapsedTime } = reply
    log.debug(
      { requestId, method, route: routeOptions.url, status, ms: Math.round(elapsedTime) },
      'a request was answered',
    )
    done()
  })
}

interface Address {
  method: string
  pattern: RegExp
}

/** Every route from now on, to tell a wrong method from a wrong address. */
function listAddresses(server: FastifyInstance): readonly Address[] {
  const addresses: Address[] = []
  server.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(
      `^${url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+').replace('*', '.*')}$`,
    )
    for (const each of [method].flat()) if (each !== 'HEAD') addresses.push({ method: each, pattern })
  })
  return addresses
}

function methodsAt(addresses: readonly Address[], url: string): string[] {
  const path = url.split('?')[0] ?? url
  return addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
}
