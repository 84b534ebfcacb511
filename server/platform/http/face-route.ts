/**
 * Routes of a face: a foreign wire with bodies, errors and methods of its own. The face is asked who calls before a
 * body is read, and answers ready-made JSON text; whatever goes wrong here it puts into its own words.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rawConfig } from './raw-route.ts'

export interface FaceRequest {
  id: string
  method: string
  /** Without the query. */
  path: string
  /** As it stands in the address, without the `?`. */
  queryText: string
  headers: IncomingHttpHeaders
  ip: string
}

export interface FaceAnswer {
  status: number
  headers: Record<string, string>
  /** JSON text; null for none. */
  body: string | null
}

export interface FaceRoute<Caller> {
  method: 'GET' | 'POST'
  path: string
  handle: (caller: Caller, request: FaceRequest, body: Buffer) => Promise<FaceAnswer>
}

export interface Face<Caller> {
  routes: readonly FaceRoute<Caller>[]
  bodyBytesMax: number
  /** Throws where nobody may come in. */
  identify: (request: FaceRequest) => Promise<Caller>
  /** Any error in the words of the face. */
  answerError: (error: unknown, request: FaceRequest) => FaceAnswer
  /** For a method that an address does not take: `allow` as the header has it. */
  wrongMethod: (request: FaceRequest, allow: string) => FaceAnswer
  nothingHere: (request: FaceRequest) => FaceAnswer
}

/** All that every Node reads: each is told in the words of the face what an address takes. */
const otherMethods = [
  ...[
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'PURGE',
    'SOURCE',
    'LINK',
    'UNLINK',
    'SEARCH',
    'M-SEARCH',
  ],
  ...['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'ACL', 'BIND', 'REBIND', 'UNBIND'],
  ...['REPORT', 'MKACTIVITY', 'CHECKOUT', 'MERGE', 'MKCALENDAR', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE'],
]
const nothing = Buffer.alloc(0)

export async function mountFace<Caller>(server: FastifyInstance, face: Face<Caller>): Promise<void> {
  await server.register(async (scope) => {
    const callers = new WeakMap<FastifyRequest, Caller>()
    for (const method of otherMethods)
      if (!scope.supportedMethods.includes(method)) scope.addHttpMethod(method)
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    scope.setErrorHandler((error: FastifyError, request, reply) =>
      send(reply, face.answerError(error, faceRequest(request))),
    )
    for (const { method, path, handle } of face.routes) {
      scope.route({
        ...{ method, url: path, bodyLimit: face.bodyBytesMax, config: rawConfig },
        async onRequest(request) {
          callers.set(request, await face.identify(faceRequest(request)))
        },
        async handler(request, reply) {
          const body = (request.body as Buffer | undefined) ?? nothing
          return send(reply, await handle(callers.get(request) as Caller, faceRequest(request), body))
        },
      })
      const allow = method === 'GET' ? 'GET, HEAD' : method
      scope.route({
        ...{ method: [...otherMethods, method === 'GET' ? 'POST' : 'GET'], url: path, config: rawConfig },
        exposeHeadRoute: method !== 'GET',
        onRequest: async (request, reply) => send(reply, face.wrongMethod(faceRequest(request), allow)),
        handler: async () => undefined,
      })
    }
    // Every address whose first part holds an underscore is of this face, also one that leads nowhere.
    for (const url of ['/api/:face(^\\w*_\\w*$)', '/api/:face(^\\w*_\\w*$)/*']) {
      scope.route({
        ...{ method: ['GET', 'POST', ...otherMethods], url, config: rawConfig },
        onRequest: async (request, reply) => send(reply, face.nothingHere(faceRequest(request))),
        handler: async () => undefined,
      })
    }
  })
}

function faceRequest(request: FastifyRequest): FaceRequest {
  const [path = '', ...query] = request.url.split('?')
  const { id, method, headers, ip } = request
  return { id, method, path, queryText: query.join('?'), headers, ip }
}

function send(reply: FastifyReply, { status, headers, body }: FaceAnswer): FastifyReply {
  reply.code(status)
  for (const [name, value] of Object.entries(headers)) reply.header(name, value)
  if (body === null) return reply.send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(body)
}
