/** What the guard keeps from being reached: by name through a real DNS server, by TLS, and through a proxy. */
import { afterEach, describe, expect, it } from 'vitest'
import { createAuthority, validYesterday } from '../../../tests/world/certificates.ts'
import { type Answers, startDnsServer } from '../../../tests/world/dns-server.ts'
import { openOutbound, post, toClose } from '../../../tests/world/outbound.ts'
import { startHttpServer, startHttpsServer, startRawServer } from '../../../tests/world/raw-server.ts'
import type { AddressVerdict as Verdict } from './addresses.rules.ts'
import { defaultLimits } from './attempt.ts'
import { createLookUp } from './look-up.ts'
import { openConnection } from './open-connection.ts'
import { startTrace } from './trace.ts'

const { closeAll, later } = toClose()
afterEach(closeAll)

const startReceiver = async () =>
  later(await startHttpServer((_request, response) => void response.end('ok')))
const startDns = async (answers: Answers) => later(await startDnsServer(answers))
const byName = (server: { port: number }, name = 'hooks.example.com') => ({
  ...post(server),
  url: `http://${name}:${server.port}/`,
})

describe('a name', () => {
  it('is looked up, and the connection goes to the address that was judged', async () => {
    const receiver = await startReceiver()
    const dns = await startDns(() => ['127.0.0.1'])
    const outbound = later(openOutbound({ dnsServers: [dns.address] }))
    const result = await outbound.send(byName(receiver))
    expect(result).toMatchObject({
      failure: undefined,
      response: { status: 200 },
      remoteAddress: '127.0.0.1',
    })
    expect(result.phases.dnsMs).toBeGreaterThanOrEqual(0)
  })

  it('whose answer changes between two look-ups is judged each time, and looked up once for a connection', async () => {
    const receiver = await startReceiver()
    const dns = await startDns((_name, askedBefore) => [askedBefore === 0 ? '127.0.0.1' : '169.254.169.254'])
    const outbound = later(openOutbound({ dnsServers: [dns.address] }))
    expect(await outbound.send(byName(receiver))).toMatchObject({
      failure: undefined,
      remoteAddress: '127.0.0.1',
    })
    expect(dns.askedCount()).toBe(1)

    await new Promise((resolve) => setImmediate(resolve))
    for (const socket of receiver.sockets) socket.destroy()
    expect(await outbound.send(byName(receiver))).toMatchObject({
      failure: { code: 'address_blocked', stage: 'dns' },
      wasWritten: false,
    })
    expect(receiver.connectionCount()).toBe(1)
  })

  it.each([['127.0.0.1', '10.0.0.1'], ['169.254.169.254'], ['192.168.1.1']])(
    'with the addresses %s %s is not connected to',
    async (...addresses) => {
      const receiver = await startReceiver()
      const dns = await startDns(() => addresses.filter((one) => one !== undefined))
      const outbound = later(openOutbound({ dnsServers: [dns.address] }))
      const result = await outbound.send(byName(receiver))
      expect(result).toMatchObject({
        failure: { code: 'address_blocked', isReceivers: true },
        remoteAddress: undefined,
        wasWritten: false,
      })
      expect(result.failure?.reason).not.toMatch(/\d\.\d/)
      expect(receiver.connectionCount()).toBe(0)
    },
  )

  it('on another port must lead to an allowed address', async () => {
    const dns = await startDns(() => ['93.184.216.34'])
    const outbound = later(openOutbound({ dnsServers: [dns.address] }))
    expect(await outbound.send(byName({ port: 4711 }))).toMatchObject({
      failure: { code: 'port_not_allowed', stage: 'dns' },
    })
  })

  it('that DNS does not know has no address, and one that is never answered is late', async () => {
    const dns = await startDns((name) => (name.startsWith('silent') ? 'silence' : []))
    const outbound = later(openOutbound({ dnsServers: [dns.address] }))
    expect(await outbound.send(byName({ port: 80 }))).toMatchObject({
      failure: { code: 'dns_failed', stage: 'dns' },
    })
    expect(
      await outbound.send({ ...byName({ port: 80 }, 'silent.example.com'), limits: { dnsMs: 30 } }),
    ).toMatchObject({ failure: { code: 'dns_timeout', stage: 'dns' }, wasWritten: false })
  })
})

describe('a name without the operator’s list', () => {
  it.each(['127.0.0.1.nip.io', 'localtest.me'])('%s leads to this machine and is blocked', async (name) => {
    const receiver = await startReceiver()
    const dns = await startDns(() => ['127.0.0.1'])
    const outbound = later(openOutbound({ allowCidrs: [], dnsServers: [dns.address] }))
    const result = await outbound.send({ ...post(receiver), url: `http://${name}/` })
    expect(result).toMatchObject({ failure: { code: 'address_blocked', stage: 'dns' }, wasWritten: false })
    expect(dns.askedCount()).toBe(1)
  })
})

describe('a connection that stands', () => {
  const open = (port: number, ownPort: number, verdicts: Verdict[]) => {
    const lookUp = createLookUp([])
    const judge = () => verdicts.shift() ?? ({ kind: 'public' } as const)
    const parts = { judge, lookUp, proxy: undefined, ownPort, authorities: undefined }
    const attempt = { limits: defaultLimits, stop: new AbortController().signal, trace: startTrace() }
    return openConnection(parts, attempt, {
      ...{ origin: `http://127.0.0.1:${port}`, path: '/', isSecure: false, host: '127.0.0.1', port },
      ...{ isLiteral: true, needsAllowedAddress: false },
    })
  }

  it('to this server itself is closed, also where its address is public', async () => {
    const { port, sockets } = await startReceiver()
    await expect(open(port, port, [])).rejects.toMatchObject({ code: 'own_server' })
    await expect.poll(() => sockets.size).toBe(0)
    const other = await open(port, port + 1, [])
    expect(other.remotePort).toBe(port)
    other.destroy()
  })

  it('is judged again by the address that was reached', async () => {
    const { port, sockets } = await startReceiver()
    const verdicts: Verdict[] = [{ kind: 'public' }, { kind: 'blocked', words: 'this machine' }]
    await expect(open(port, port + 1, verdicts)).rejects.toMatchObject({ code: 'address_blocked' })
    await expect.poll(() => sockets.size).toBe(0)
  })
})

describe('a literal address', () => {
  it.each(['http://127.0.0.1/', 'http://2130706433/', 'http://[::ffff:127.0.0.1]/', 'http://localhost./'])(
    '%s is blocked without the operator’s list, and nothing is connected to',
    async (url) => {
      const outbound = later(openOutbound({ allowCidrs: [] }))
      const result = await outbound.send({ ...post({ port: 80 }), url })
      expect(result).toMatchObject({ failure: { code: 'address_blocked', stage: 'url' }, wasWritten: false })
      expect(outbound.checkUrl(url)?.code).toBe('address_blocked')
      expect(outbound.counts().open).toBe(0)
    },
  )
})

describe('TLS', () => {
  const authority = createAuthority()
  const startSecure = async (credentials: { key: string; cert: string }) =>
    later(await startHttpsServer(credentials, (_request, response) => void response.end('ok')))
  const secureUrl = (server: { port: number }, host = '127.0.0.1') => ({
    ...post(server),
    url: `https://${host}:${server.port}/`,
  })

  it('is made for the name, and its time is told', async () => {
    const receiver = await startSecure(authority.issue('hooks.example.com'))
    const dns = await startDns(() => ['127.0.0.1'])
    const outbound = later(openOutbound({ dnsServers: [dns.address] }, { authorities: [authority.cert] }))
    const result = await outbound.send(secureUrl(receiver, 'hooks.example.com'))
    expect(result).toMatchObject({
      failure: undefined,
      response: { status: 200 },
      remoteAddress: '127.0.0.1',
    })
    expect(result.phases.tlsMs).toBeGreaterThan(0)
  })

  it.each([
    ['of an authority that is not trusted', undefined, authority.issue('127.0.0.1')],
    ['that has expired', authority, authority.issue('127.0.0.1', validYesterday)],
    ['of another host', authority, authority.issue('hooks.example.com')],
  ])('with a certificate %s fails before a byte is written', async (_words, trusted, credentials) => {
    const receiver = await startSecure(credentials)
    const outbound = later(openOutbound({}, { authorities: trusted && [trusted.cert] }))
    expect(await outbound.send(secureUrl(receiver))).toMatchObject({
      failure: { code: 'tls_failed', stage: 'tls', isReceivers: true },
      wasWritten: false,
    })
  })

  it('with a receiver that never shakes hands, or speaks no TLS, ends in words', async () => {
    const silent = later(await startRawServer(() => {}))
    const outbound = later(openOutbound())
    expect(await outbound.send({ ...secureUrl(silent), limits: { tlsMs: 30 } })).toMatchObject({
      failure: { code: 'tls_timeout', stage: 'tls' },
    })
    expect(await outbound.send(secureUrl(await startReceiver()))).toMatchObject({
      failure: { code: 'tls_failed' },
    })
  })
})

describe('a forward proxy', () => {
  it('is asked for a way to the name, and what comes through is the receiver’s', async () => {
    const asked: string[] = []
    const proxy = later(
      await startRawServer((socket) => {
        socket.on('data', (chunk) => {
          asked.push(String(chunk))
          if (asked.length === 1) socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
          else socket.write('HTTP/1.1 204 No Content\r\n\r\n')
        })
      }),
    )
    const dns = await startDns(() => [])
    const outbound = later(
      openOutbound({ dnsServers: [dns.address], proxyUrl: `http://ada:secret@127.0.0.1:${proxy.port}` }),
    )
    const result = await outbound.send({ ...post({ port: 80 }), url: 'http://hooks.example.com/in' })
    expect(result).toMatchObject({ failure: undefined, response: { status: 204 }, remoteAddress: undefined })
    expect(asked[0]).toBe(
      'CONNECT hooks.example.com:80 HTTP/1.1\r\nhost: hooks.example.com:80\r\nproxy-authorization: Basic YWRhOnNlY3JldA==\r\n\r\n',
    )
    expect(asked[1]).toContain('POST /in HTTP/1.1\r\nhost: hooks.example.com\r\n')
  })

  it('that refuses, or is away, is not the receiver’s failure', async () => {
    const proxy = later(
      await startRawServer(
        (socket) => void socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')),
      ),
    )
    const away = await startRawServer(() => {})
    await away.close()
    for (const { port } of [proxy, away]) {
      const outbound = later(openOutbound({ proxyUrl: `http://127.0.0.1:${port}` }))
      expect(await outbound.send({ ...post({ port: 80 }), url: 'http://1.1.1.1/' })).toMatchObject({
        failure: { code: 'proxy_failed', stage: 'proxy', isReceivers: false },
        wasWritten: false,
      })
    }
  })

  it('is no way to internal addresses', async () => {
    const proxy = later(await startRawServer(() => {}))
    const dns = await startDns(() => ['10.0.0.1'])
    const outbound = later(
      openOutbound({ allowCidrs: [], dnsServers: [dns.address], proxyUrl: `http://127.0.0.1:${proxy.port}` }),
    )
    for (const url of ['http://10.0.0.1/', 'http://inside.example.com/']) {
      expect(await outbound.send({ ...post({ port: 80 }), url })).toMatchObject({
        failure: { code: 'address_blocked' },
      })
    }
    expect(proxy.connectionCount()).toBe(0)
  })
})
