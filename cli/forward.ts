/** Passes claimed deliveries on to a program on this machine, by the same way out that the server has. */
import type { ClaimedDelivery, ListenerAttempt } from '../contracts/listeners.ts'
import { createLog } from '../server/platform/log.ts'
import { createOutbound } from '../server/platform/outbound/outbound.ts'
import { packageVersion } from '../server/platform/package-root.ts'

/** A little less than a claim holds: whoever stops at a breakpoint wants time. */
const patienceMs = 50_000
const textCharsMax = 16_000
const reasonCharsMax = 500

export interface Forwarder {
  forward: (claimed: ClaimedDelivery) => Promise<ListenerAttempt>
  close: () => Promise<void>
}

export function createForwarder(url: string): Forwarder {
  const outbound = createOutbound(
    {
      // The one address is that of whoever runs the command.
      egress: {
        allowCidrs: ['0.0.0.0/0', '::/0'],
        allowsHttp: true,
        allowsNat64: false,
        proxyUrl: undefined,
        dnsServers: [],
      },
      closedHosts: [],
      ownPort: undefined,
      userAgent: `Guildhall-Listen/${packageVersion()}`,
      limits: { totalMs: patienceMs, headersMs: patienceMs },
    },
    createLog('silent'),
  )
  return {
    async forward({ deliveryId, headers, body }) {
      const { failure, response, phases, wasWritten } = await outbound.send({
        ...{ url, method: 'POST', body: Buffer.from(body) },
        headers: Object.fromEntries(headers),
      })
      const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = phases
      return {
        deliveryId,
        requestHeaders: headers,
        failure: failure ? { code: failure.code, reason: failure.reason.slice(0, reasonCharsMax) } : null,
        response: response
          ? {
              status: response.status,
              headers: response.headers,
              body: response.body.toString('utf8').slice(0, textCharsMax),
              isCut: response.isCut,
            }
          : null,
        wasWritten,
        phases: { dnsMs, connectMs, tlsMs, firstByteMs, totalMs },
      }
    },
    close: () => outbound.close(),
  }
}
