/** The operator's settings for outgoing requests: what they mean, and which stop the start. */
import { describe, expect, it } from 'vitest'
import { ConfigError, outboundSettingsOf, readConfig } from '../../config.ts'
import { createLog } from '../log.ts'
import { createOutbound } from './outbound.ts'

describe('the settings of outgoing requests', () => {
  it('open nothing by default', () => {
    expect(readConfig({}).egress).toEqual({
      allowCidrs: [],
      allowsHttp: false,
      allowsNat64: false,
      proxyUrl: undefined,
      dnsServers: [],
    })
  })

  it('are read as they are written', () => {
    const { egress } = readConfig({
      GUILDHALL_EGRESS_ALLOW_CIDRS: '127.0.0.0/8, fd00::/8',
      GUILDHALL_EGRESS_ALLOW_HTTP: 'true',
      GUILDHALL_EGRESS_ALLOW_NAT64: 'true',
      GUILDHALL_EGRESS_DNS_SERVERS: '9.9.9.9,127.0.0.1:5353,[2620:fe::fe]:53,2620:fe::9',
      GUILDHALL_EGRESS_PROXY: 'http://ada:secret@proxy.example.com:3128',
    })
    expect(egress).toEqual({
      allowCidrs: ['127.0.0.0/8', 'fd00::/8'],
      allowsHttp: true,
      allowsNat64: true,
      proxyUrl: 'http://ada:secret@proxy.example.com:3128',
      dnsServers: ['9.9.9.9', '127.0.0.1:5353', '[2620:fe::fe]:53', '2620:fe::9'],
    })
  })

  it.each([
    ['GUILDHALL_EGRESS_ALLOW_CIDRS', 'localhost'],
    ['GUILDHALL_EGRESS_ALLOW_CIDRS', '10.0.0.0/8,10.0.0.0/33'],
    ['GUILDHALL_EGRESS_ALLOW_HTTP', 'yes'],
    ['GUILDHALL_EGRESS_ALLOW_NAT64', '1'],
    ['GUILDHALL_EGRESS_DNS_SERVERS', 'dns.example.com'],
    ['GUILDHALL_EGRESS_DNS_SERVERS', '10.0.0.0/8'],
    ['GUILDHALL_EGRESS_PROXY', 'proxy:3128'],
    ['GUILDHALL_EGRESS_PROXY', 'socks5://proxy.example.com/'],
  ])('%s stops the start when it is "%s"', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(name)
  })

  it('close this server, the database and the proxy by name', async () => {
    const config = readConfig({
      GUILDHALL_PUBLIC_URL: 'https://play.example.com',
      DATABASE_URL: 'postgres://ada@database.example.com/guildhall',
      GUILDHALL_SECRET: 's'.repeat(32),
      GUILDHALL_EGRESS_PROXY: 'http://proxy.example.com:3128',
    })
    const outbound = createOutbound(outboundSettingsOf(config), createLog('silent'))
    const codeOf = (url: string) => outbound.checkUrl(url)?.code
    expect(codeOf('https://play.example.com/hooks/abc')).toBe('own_server')
    expect(codeOf('https://play.example.com:8443/')).toBeUndefined()
    expect(codeOf('https://database.example.com/')).toBe('host_closed')
    expect(codeOf('https://proxy.example.com/')).toBe('host_closed')
    expect(codeOf('https://hooks.example.com/')).toBeUndefined()
    await outbound.close()
  })
})
