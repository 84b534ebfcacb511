/** Documents of the web: where they are not fetched from, whichever way leads there, and what ends within its bounds. */
import { afterEach, describe, expect, it } from 'vitest'
import { startDnsServer } from '../../../tests/world/dns-server.ts'
import { openOutbound, toClose } from '../../../tests/world/outbound.ts'
import { startHttpServer } from '../../../tests/world/raw-server.ts'
import { fetchDocument, type Validators } from './fetch-document.ts'

const { closeAll, later } = toClose()
afterEach(closeAll)

/** webhooks.md, section 7. */
const blocked = [
  '10.254.0.0 192.168.10.65 172.16.10.65 172.31.255.255 0.1.2.3 0.0.0.0 127.0.0.1 169.254.45.1 169.254.169.254',
  '255.255.255.255 224.1.2.3 192.0.0.0 192.0.0.255 192.0.2.255 198.51.100.65 203.0.113.6 100.64.0.1 100.100.0.0',
  '100.100.100.200 192.88.99.3 198.19.255.255 240.240.240.240',
  ':: ::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:7f00:1 ::7f00:1 ::a9fe:a9fe ::ffff:0:7f00:1 ::5efe:7f00:1',
  '1::1 0:0:0:1::1 2001:db8::1 3fff::1 3fff:fff::1 fe80::dead:beef fc00::1 fd7a:115c:a1e0::1 fd00:ec2::254',
  '2002:c000:204::1 2002:7f00:1::1 64:ff9b::c0a8:0 64:ff9b::a9fe:a9fe 64:ff9b::7f00:1 64:ff9b:1::1 64:ff9b:0:1::1',
  '100::1 100::1:2:3:4 ff02::1 ff0e::1 2001::1 2001:1ff::1 2001:2::1 100:0:0:1::1 2001:0:4136:e378:8000:63bf:3fff:fdd2',
].flatMap((line) => line.split(' '))
const spelled = [
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '127.1',
  '0',
  '①②⑦.⓪.⓪.①',
  '[::ffff:127.0.0.1]',
  'localhost',
  'localhost.',
]
const literal = (address: string) => (address.includes(':') ? `[${address}]` : address)

/** At an address that the operator allowed, so that it can be reached; nothing else of this machine can. */
const allowedHost = '127.0.0.9'

async function open() {
  const dns = later(await startDnsServer((name) => [blocked[Number(name.split('.')[0])] ?? '127.0.0.1']))
  const outbound = later(openOutbound({ allowCidrs: [allowedHost], dnsServers: [dns.address] }))
  let requests = 0
  const server = later(
    await startHttpServer((request, response) => {
      requests += 1
      const to = new URL(request.url ?? '', 'http://x').searchParams.get('to')
      if (to === null)
        return void response.writeHead(200, { etag: '"1"', 'cache-control': 'max-age=600' }).end('{}')
      // Headers hold no circled digits; addresses hold them percent-encoded.
      response.writeHead(302, { location: to.replaceAll(/[^ -~]/gu, encodeURIComponent) }).end()
    }, allowedHost),
  )
  const origin = `http://${allowedHost}:${server.port}`
  const fetch = (url: string, known?: Validators) =>
    fetchDocument(outbound, { url, accept: 'application/json', known, bytesMax: 1024, totalMs: 2_000 })
  return {
    fetch,
    origin,
    leadingTo: (url: string) => `${origin}/?to=${encodeURIComponent(url)}`,
    count: () => requests,
  }
}

const refused = { kind: 'failed', reason: expect.stringContaining('an address that is') }

describe('E35 metadata fetcher', () => {
  it('E35 metadata fetcher: every address of webhooks.md, section 7, by literal, DNS and redirect, is refused', async () => {
    const { fetch, leadingTo, count } = await open()
    for (const [index, address] of blocked.entries()) {
      const [url, named] = [`http://${literal(address)}/`, `http://${index}.example.com/`]
      expect(await fetch(url), url).toMatchObject(refused)
      expect(await fetch(named), `${named} ${address}`).toMatchObject(refused)
      expect(await fetch(leadingTo(url)), `redirect to ${url}`).toMatchObject(refused)
      expect(await fetch(leadingTo(named)), `redirect to ${named} ${address}`).toMatchObject(refused)
    }
    for (const host of [...spelled, '127.0.0.1.nip.io']) {
      expect(await fetch(`http://${host}/`), host).toMatchObject(refused)
      expect(await fetch(leadingTo(`http://${host}/`)), `redirect to ${host}`).toMatchObject(refused)
    }
    // Only the redirects themselves were ever asked for.
    expect(count()).toBe(2 * blocked.length + spelled.length + 1)
  }, 20_000)

  it('follows two redirects, each within the one time, and no third', async () => {
    const { fetch, origin, leadingTo } = await open()
    expect(await fetch(`${origin}/#part`)).toMatchObject({
      kind: 'found',
      etag: '"1"',
      cacheControl: 'max-age=600',
    })
    expect(await fetch(leadingTo(leadingTo('/item')))).toMatchObject({ kind: 'found' })
    const third = await fetch(leadingTo(leadingTo(leadingTo('/item'))))
    expect(third).toMatchObject({ kind: 'failed', reason: 'The address leads on more than 2 times.' })
    for (const to of [
      'http://',
      'ftp://files.example/',
      'https://ada:secret@game.example/',
      `${origin.replace(/\d+$/, '22')}/`,
    ])
      expect(await fetch(leadingTo(to)), to).toMatchObject({ kind: 'failed' })
  })

  it('is not changed where the server says so of the copy that is kept', async () => {
    const asked: (string | undefined)[] = []
    const server = later(
      await startHttpServer((request, response) => {
        asked.push(request.headers['if-none-match'], request.headers.cookie, request.headers.authorization)
        response.writeHead(304, { 'cache-control': 'max-age=60' }).end()
      }, allowedHost),
    )
    const { fetch } = await open()
    const url = `http://${allowedHost}:${server.port}/`
    const known = { etag: '"1"', lastModified: null }
    expect(await fetch(url, known)).toEqual({ kind: 'unchanged', cacheControl: 'max-age=60' })
    expect(asked).toEqual(['"1"', undefined, undefined])
    expect(await fetch(url)).toMatchObject({ kind: 'failed', reason: 'The server answered 304.' })
  })
})
