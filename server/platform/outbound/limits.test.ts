/** Receivers that must not hurt: silent, slow, huge, broken; and the bounds of time, bytes and sockets that see to it. */
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openOutbound, post, toClose } from '../../../tests/world/outbound.ts'
import { startHttpServer, startRawServer } from '../../../tests/world/raw-server.ts'

const { closeAll, later } = toClose()
afterEach(closeAll)

const answering = async (answer: (socket: Socket) => void) =>
  later(await startRawServer((socket) => void socket.once('data', () => answer(socket))))

describe('a receiver that', () => {
  it('refuses connections is told apart from one that closes them', async () => {
    const away = await startRawServer(() => {})
    await away.close()
    const outbound = later(openOutbound())
    expect(await outbound.send(post(away))).toMatchObject({
      failure: { code: 'connect_failed', stage: 'connect', isReceivers: true },
      wasWritten: false,
    })
    const closing = await answering((socket) => socket.destroy())
    expect(await outbound.send(post(closing))).toMatchObject({
      failure: { code: 'reset', stage: 'request' },
      wasWritten: true,
    })
  })

  it('never answers costs no more than the limits', async () => {
    const silent = await answering(() => {})
    const outbound = later(openOutbound())
    expect(await outbound.send({ ...post(silent), limits: { headersMs: 30 } })).toMatchObject({
      failure: { code: 'headers_timeout', stage: 'request' },
      wasWritten: true,
    })
    expect(await outbound.send({ ...post(silent), limits: { totalMs: 30 } })).toMatchObject({
      failure: { code: 'timed_out', stage: 'request' },
      response: undefined,
      wasWritten: true,
    })
  })

  it('stops in the middle of its body is given up in time, with what it sent', async () => {
    const dripping = await answering((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'),
    )
    const result = await later(openOutbound()).send({ ...post(dripping), limits: { totalMs: 100 } })
    expect(result).toMatchObject({
      failure: { code: 'timed_out', stage: 'response' },
      response: { status: 200 },
    })
    expect(result.response?.body.toString()).toBe('abc')
  })

  it('resets after its head is told with the head', async () => {
    const resetting = await answering((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n', () => socket.end())
    })
    expect(await later(openOutbound()).send(post(resetting))).toMatchObject({
      failure: { code: 'reset', stage: 'response' },
      response: { status: 200 },
      wasWritten: true,
    })
  })

  it('sends a body without end is cut, and its status counts', async () => {
    const server = later(
      await startHttpServer((_request, response) => {
        const more = () => {
          while (response.write(Buffer.alloc(64 * 1024, 'a'))) if (response.destroyed) return
        }
        response.on('drain', more)
        more()
      }),
    )
    const result = await later(openOutbound()).send(post(server))
    expect(result).toMatchObject({ failure: undefined, response: { status: 200, isCut: true } })
    expect(result.response?.body.length).toBe(16 * 1024)
  })

  it('sends a larger body than is kept keeps its connection', async () => {
    const server = later(await startHttpServer((_request, response) => void response.end('a'.repeat(20_000))))
    const outbound = later(openOutbound())
    expect((await outbound.send(post(server))).response).toMatchObject({ status: 200, isCut: true })
    expect(await outbound.send(post(server))).toMatchObject({ wasReused: true })
  })

  it('sends a packed body gets it kept as it is', async () => {
    const server = later(
      await startHttpServer((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b]))
      }),
    )
    const { response } = await later(openOutbound()).send(post(server))
    expect(response?.body).toEqual(Buffer.from([0x1f, 0x8b]))
  })

  it.each([
    ['response_headers_too_large', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(65_536)}\r\n\r\n`],
    ['response_malformed', 'SMTP ready\r\n\r\n'],
    ['response_malformed', 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
    ['response_malformed', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'],
  ])('answers badly is told by the code %s', async (code, answer) => {
    const server = await answering((socket) => void socket.write(answer))
    expect(await later(openOutbound()).send(post(server))).toMatchObject({
      failure: { code },
      wasWritten: true,
    })
  })

  const flooding = (start: string, part: string) =>
    answering((socket) => {
      const more = () => {
        while (!socket.destroyed) if (!socket.write(part.repeat(500))) return
      }
      socket.on('error', () => {})
      socket.on('drain', more)
      socket.write(start, more)
    })

  it('answers "103 Early Hints" first is waited for', async () => {
    const server = await answering((socket) =>
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'),
    )
    expect(await later(openOutbound()).send(post(server))).toMatchObject({
      failure: undefined,
      response: { status: 204, headers: [] },
    })
  })

  it('sends early hints without end is given up long before its time is over', async () => {
    const server = await flooding('', `HTTP/1.1 103 Early Hints\r\nlink: ${'a'.repeat(99)}\r\n\r\n`)
    const result = await later(openOutbound()).send(post(server))
    expect(result).toMatchObject({ failure: { code: 'response_headers_too_large' }, response: undefined })
  })

  it.each([
    ['an extension of a chunk', '1;', 'a'.repeat(99)],
    ['trailers', '2\r\nok\r\n0\r\n', `a: ${'b'.repeat(99)}\r\n`],
  ])('sends %s without end is cut, and its status counts', async (_what, start, part) => {
    const server = await flooding(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${start}`, part)
    const { response, phases } = await later(openOutbound()).send(post(server))
    expect(response).toMatchObject({ status: 200 })
    expect(phases.totalMs).toBeLessThan(10_000)
  })

  it('sends many headers gets the first of them kept', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `h${index}: v\r\n`).join('')
    const server = await answering((socket) => void socket.write(`HTTP/1.1 204 No Content\r\n${lines}\r\n`))
    const { response } = await later(openOutbound()).send(post(server))
    expect(response).toMatchObject({ status: 204, isCut: true })
    expect(response?.headers).toHaveLength(100)
  })
})

describe('an attempt', () => {
  it('is given up by its signal, before and after it was written', async () => {
    const silent = await answering(() => giving.abort())
    const giving = new AbortController()
    const outbound = later(openOutbound())
    expect(await outbound.send({ ...post(silent), signal: giving.signal })).toMatchObject({
      failure: { code: 'aborted', stage: 'request', isReceivers: false },
      wasWritten: true,
    })
    expect(await outbound.send({ ...post(silent), signal: giving.signal })).toMatchObject({
      failure: { code: 'aborted' },
      wasWritten: false,
    })
  })

  it('is let end when the way out closes, and given up when the patience is over; then nothing is taken', async () => {
    const outbound = openOutbound()
    const silent = await answering(() => closed.push(outbound.close(10)))
    const closed: Promise<void>[] = []
    expect(await outbound.send(post(silent))).toMatchObject({
      failure: { code: 'aborted' },
      wasWritten: true,
    })
    await Promise.all(closed)
    expect(await outbound.send(post(silent))).toMatchObject({
      failure: { code: 'aborted' },
      wasWritten: false,
    })
    expect(outbound.counts().running).toBe(0)
  })
})

describe('sockets', () => {
  it('of one origin are bounded; whoever finds none waits for the next, or until its time is over', async () => {
    const held: (() => void)[] = []
    const server = later(await startHttpServer((_request, response) => void held.push(() => response.end())))
    const outbound = later(openOutbound({}, { socketsPerOriginMax: 1 }))
    const first = outbound.send(post(server))
    expect(await outbound.send({ ...post(server), limits: { totalMs: 60 } })).toMatchObject({
      failure: { code: 'no_connection_free', stage: 'wait', isReceivers: false },
      wasWritten: false,
    })
    const third = outbound.send(post(server))
    held.shift()?.()
    expect(await first).toMatchObject({ failure: undefined, wasReused: false })
    await expect.poll(() => held.length).toBe(1)
    held.shift()?.()
    expect(await third).toMatchObject({ failure: undefined, wasReused: true })
    expect(server.connectionCount()).toBe(1)
  })

  it('that are idle make room for other origins, when all together are too many', async () => {
    const start = async () => later(await startHttpServer((_request, response) => void response.end()))
    const servers = [await start(), await start(), await start()]
    const outbound = later(openOutbound({}, { socketsMax: 1 }))
    for (const server of [...servers, ...servers]) {
      expect(await outbound.send(post(server))).toMatchObject({
        failure: undefined,
        response: { status: 200 },
      })
      expect(outbound.counts().open).toBe(1)
    }
    const results = await Promise.all(
      servers.flatMap((server) => [post(server), post(server)]).map(outbound.send),
    )
    expect(results.map(({ response }) => response?.status)).toEqual([200, 200, 200, 200, 200, 200])
  })

  it('that are idle for long are closed', async () => {
    const server = later(await startHttpServer((_request, response) => void response.end()))
    const outbound = later(openOutbound({}, { idleMs: 20 }))
    await outbound.send(post(server))
    await expect.poll(() => outbound.counts()).toEqual({ running: 0, open: 0, idle: 0, waiting: 0 })
  })
})
