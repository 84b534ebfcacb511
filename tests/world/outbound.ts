/** The guarded way out with this machine allowed, and short requests for it. */

import { createLog } from '../../server/platform/log.ts'
import type { OutgoingRequest } from '../../server/platform/outbound/attempt.ts'
import { createOutbound, type Outbound } from '../../server/platform/outbound/outbound.ts'
import type { EgressSettings, OutboundSettings } from '../../server/platform/outbound/settings.ts'

export function openOutbound(
  egress: Partial<EgressSettings> = {},
  changes: Partial<OutboundSettings> = {},
): Outbound {
  const settings: OutboundSettings = {
    egress: {
      allowCidrs: ['127.0.0.0/8'],
      allowsHttp: true,
      allowsNat64: false,
      proxyUrl: undefined,
      dnsServers: [],
      ...egress,
    },
    closedHosts: [],
    ownPort: undefined,
    userAgent: 'Guildhall',
    ...changes,
  }
  return createOutbound(settings, createLog('silent'))
}

export function post(
  server: { port: number },
  path = '/',
  headers: OutgoingRequest['headers'] = {},
  body = '{}',
): OutgoingRequest {
  return { url: `http://127.0.0.1:${server.port}${path}`, method: 'POST', headers, body: Buffer.from(body) }
}

interface Closable {
  close: () => Promise<void>
}

/** Collects what a test opens, and closes it in reverse. */
export function toClose() {
  const opened: Closable[] = []
  return {
    later<One extends Closable>(one: One): One {
      opened.push(one)
      return one
    },
    async closeAll(): Promise<void> {
      for (const one of opened.splice(0).reverse()) await one.close()
    },
  }
}
