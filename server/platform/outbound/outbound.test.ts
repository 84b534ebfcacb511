/** Requests to real servers on this machine: what arrives there, and what is told of it here. */
import { afterEach, describe, expect, it } from 'vitest'
import { openOutbound, post, toClose } from '../../../tests/world/outbound.ts'
import { startHttpServer, startRawServer } from '../../../tests/world/raw-server.ts'

const { closeAll, later } = toClose()
afterEach(closeAll)

describe('a request', () => {
  it('arrives as it was sent, and its answer is told with its phases', async () => {
    const received: unknown[] = []
    const server = later(
      await startHttpServer((request, response) => {
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => {
          received.push({
            method: request.method,
            url: request.url,
            headers: request.headers,
            body: `${Buffer.concat(chunks)}`,
          })
          response.writeHead(202, { 'X-Receiver': 'one', 'set-cookie': ['a=1', 'b=2'] }).end('taken')
        })
      }),
    )
    const outbound = later(openOutbound())
    const result = await outbound.send(
      post(server, '/in?a=1', { 'Content-Type': 'application/json' }, '{"a":1}'),
    )

    expect(received).toEqual([
      {
        method: 'POST',
        url: '/in?a=1',
        headers: {
          host: `127.0.0.1:${server.port}`,
          connection: 'keep-alive',
          'user-agent': 'Guildhall',
          'accept-encoding': 'identity',
          'content-type': 'application/json',
          'content-length': '7',
        },
        body: '{"a":1}',
      },
    ])
    expect(result).toMatchObject({
      failure: undefined,
      response: { status: 202, isCut: false },
      remoteAddress: '127.0.0.1',
      wasWritten: true,
      wasReused: false,
      phases: { waitMs: null, dnsMs: null, tlsMs: null },
    })
    expect(result.response?.body.toString()).toBe('taken')
    expect(result.response?.headers).toEqual(
      expect.arrayContaining([
        ['x-receiver', 'one'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]),
    )
    const { connectMs, firstByteMs, totalMs } = result.phases
    expect(connectMs).toBeGreaterThanOrEqual(0)
    expect(firstByteMs).toBeGreaterThanOrEqual(0)
    expect(totalMs).toBeGreaterThanOrEqual((connectMs ?? 0) + (firstByteMs ?? 0) - 0.2)
  })

  it('goes over the connection of the one before, and says so', async () => {
    const server = later(await startHttpServer((_request, response) => void response.end('ok')))
    const outbound = later(openOutbound())
    const first = await outbound.send(post(server))
    const second = await outbound.send(post(server))
    expect([first.wasReused, second.wasReused]).toEqual([false, true])
    expect(second).toMatchObject({
      failure: undefined,
      remoteAddress: '127.0.0.1',
      wasWritten: true,
      phases: { dnsMs: null, connectMs: null, tlsMs: null },
    })
    expect(server.connectionCount()).toBe(1)
  })

  it('is sent again over a new connection when the kept one was closed before it was written', async () => {
    const server = later(await startHttpServer((_request, response) => void response.end('ok')))
    const outbound = later(openOutbound())
    await outbound.send(post(server))
    // Behind the turn in which sockets are read: what is closed now is not heard of before the request takes it.
    await new Promise((resolve) => setImmediate(resolve))
    for (const socket of server.sockets) socket.destroy()
    const second = await outbound.send(post(server))
    expect(second).toMatchObject({ failure: undefined, wasReused: false, response: { status: 200 } })
    expect(server.connectionCount()).toBe(2)
  })

  it('that a kept connection lost after it was written is not sent again', async () => {
    let requestCount = 0
    const server = later(
      await startRawServer((socket) => {
        socket.on('data', () => {
          requestCount += 1
          if (requestCount === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
          else socket.resetAndDestroy()
        })
      }),
    )
    const outbound = later(openOutbound())
    await outbound.send(post(server))
    const second = await outbound.send(post(server))
    expect(second).toMatchObject({
      failure: { code: 'reset', stage: 'request', isReceivers: true },
      response: undefined,
      wasWritten: true,
      wasReused: true,
    })
    expect([requestCount, server.connectionCount()]).toEqual([2, 1])
  })

  it('follows no redirect', async () => {
    const server = later(
      await startHttpServer(
        (_request, response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
      ),
    )
    const result = await later(openOutbound()).send(post(server))
    expect(result).toMatchObject({ failure: undefined, response: { status: 307 } })
  })

  it('with a header that is reserved, or would split the request, is never sent', async () => {
    const server = later(await startHttpServer((_request, response) => void response.end()))
    const outbound = later(openOutbound())
    for (const headers of [
      { Host: 'other' },
      { a: 'b\r\nc: d' },
      { 'a b': 'c' },
      { 'Transfer-Encoding': 'chunked' },
    ]) {
      const result = await outbound.send(post(server, '/', headers))
      expect(result).toMatchObject({
        failure: { code: 'request_invalid', isReceivers: false },
        wasWritten: false,
      })
    }
    expect(server.connectionCount()).toBe(0)
  })
})
