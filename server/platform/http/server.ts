/**
 * The HTTP server: Fastify with our request ids, limits, security headers and problems. It knows no product
 * words; what is served arrives as routes.
 */
import fastify, { type FastifyInstance } from 'fastify'
import type { Ids } from '../ids.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { refuseCrossSite } from './cross-site.ts'
import { errorHandler, sendRefusal } from './problems.ts'
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
}

export function createHttpServer(options: HttpOptions): FastifyInstance {
  const server = fastify({
    trustProxy: options.trustProxy,
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    genReqId: () => options.ids.next(),
    http: { maxHeaderSize: headerBytesMax },
    routerOptions: { maxParamLength: 200 },
  })
  const isHttps = options.publicUrl.startsWith('https:')

  // With a callback instead of a promise: this runs for every request, and a raw route has no browser to protect.
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    if (!isRaw(request)) {
      setSecurityHeaders(reply, isHttps)
      reply.header('content-security-policy', answerContentSecurityPolicy)
      refuseCrossSite(request.method, request.headers, options.publicUrl, request.host)
    }
    done()
  })
  server.setErrorHandler(errorHandler(options.log))
  server.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(server, request.url)
    if (allowed.length > 0) {
      const headers = { allow: allowed.join(', ') }
      return sendRefusal(request, reply, new Refusal('method_not_allowed', { headers }))
    }
    return sendRefusal(request, reply, new Refusal('route_not_found'))
  })
  return server
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

function methodsAt(server: FastifyInstance, url: string): string[] {
  return methods.filter((method) => {
    const found = server.findRoute({ method, url: url.split('?')[0] as string })
    return found !== null && found !== undefined
  })
}
