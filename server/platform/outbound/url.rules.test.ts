/** Which URLs could never be sent to, in every spelling that the parser of URLs understands. */
import { describe, expect, it } from 'vitest'
import { addressJudge } from './addresses.rules.ts'
import { judgeUrl, type UrlSettings } from './url.rules.ts'

function settings(allowCidrs: string[] = [], changes: Partial<UrlSettings> = {}): UrlSettings {
  return {
    judge: addressJudge({ allowCidrs, allowsNat64: false }),
    allowsHttp: false,
    hasAllowedAddresses: allowCidrs.length > 0,
    closedHosts: [
      { host: 'play.example.com', port: 443, code: 'own_server' },
      { host: 'database.example.com', port: undefined, code: 'host_closed' },
    ],
    ...changes,
  }
}
const codeOf = (url: string, given = settings()) => judgeUrl(url, given).problem?.code

describe('a URL', () => {
  it('is sent to as the parser reads it', () => {
    expect(judgeUrl('https://Hooks.Example.com./in?a=1', settings())).toEqual({
      target: {
        origin: 'https://hooks.example.com.',
        path: '/in?a=1',
        isSecure: true,
        host: 'hooks.example.com',
        port: 443,
        isLiteral: false,
        needsAllowedAddress: false,
      },
    })
    expect(judgeUrl('https://xn--bcher-kva.example/', settings()).target?.host).toBe('xn--bcher-kva.example')
    expect(judgeUrl('https://bücher.example:8443/', settings()).target?.host).toBe('xn--bcher-kva.example')
  })

  it.each([
    ['url_not_valid', 'hooks.example.com'],
    ['url_not_valid', 'https://'],
    ['url_not_valid', ' https://hooks.example.com/'],
    ['url_not_valid', 'https://hooks.example.com/\n'],
    ['url_not_valid', 'https://hooks.example.com/a\tb'],
    ['url_not_valid', 'https://999.1.1.1/'],
    ['url_not_valid', `https://${'a.'.repeat(130)}example.com/`],
    ['url_too_long', `https://hooks.example.com/${'a'.repeat(2048)}`],
    ['scheme_not_allowed', 'ftp://hooks.example.com/'],
    ['scheme_not_allowed', 'file:///etc/passwd'],
    ['scheme_not_allowed', 'data:text/plain,hello'],
    ['http_not_allowed', 'http://hooks.example.com/'],
    ['credentials_in_url', 'https://ada:secret@hooks.example.com/'],
    ['credentials_in_url', 'https://ada@hooks.example.com/'],
    ['fragment_in_url', 'https://hooks.example.com/#part'],
    ['fragment_in_url', 'https://hooks.example.com/#'],
    ['port_not_allowed', 'https://hooks.example.com:22/'],
    ['port_not_allowed', 'https://1.1.1.1:5432/'],
    ['own_server', 'https://play.example.com/hooks/abc'],
    ['own_server', 'https://PLAY.example.com.:443/hooks/abc'],
    ['host_closed', 'https://database.example.com/'],
    ['host_closed', 'https://database.example.com:8443/'],
    ['address_blocked', 'https://169.254.169.254/latest/meta-data/'],
  ])('%s: %s', (code, url) => {
    expect(codeOf(url)).toBe(code)
  })

  it.each([
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://①②⑦.⓪.⓪.①/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://[0:0:0:0:0:ffff:7f00:1]/',
    'https://[::1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://anything.localhost/',
    'https://127.0.0.1./',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
  ])('%s leads to this machine and is blocked', (url) => {
    expect(codeOf(url)).toBe('address_blocked')
  })

  it('with http is fine when the operator allows it', () => {
    expect(codeOf('http://hooks.example.com/', settings([], { allowsHttp: true }))).toBeUndefined()
  })

  it('may lead to an address of the operator’s list, on any port', () => {
    const given = settings(['127.0.0.0/8'])
    expect(codeOf('https://127.0.0.1:4711/', given)).toBeUndefined()
    expect(codeOf('https://[::ffff:127.0.0.1]:4711/', given)).toBeUndefined()
    expect(codeOf('https://localhost:4711/', given)).toBeUndefined()
    expect(codeOf('https://10.0.0.1/', given)).toBe('address_blocked')
    expect(codeOf('https://1.1.1.1:4711/', given)).toBe('port_not_allowed')
  })

  it('with another port and a name is judged by its addresses when there is such a list', () => {
    expect(judgeUrl('https://hooks.example.com:4711/', settings(['10.0.0.0/8'])).target).toMatchObject({
      port: 4711,
      needsAllowedAddress: true,
    })
  })
})
