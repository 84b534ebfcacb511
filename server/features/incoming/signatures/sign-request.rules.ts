/** Signs a body as its sender would: the other side of verify-signature.rules.ts, for tests that we send. */
import { createHmac } from 'node:crypto'
import type { SignatureScheme } from '../../../../contracts/senders.ts'
import { standardKeyOf } from './standard-webhooks.rules.ts'

export interface Unsigned {
  body: string
  /** The id of the event. */
  id: string
  /** Since 1970. */
  seconds: number
}

/** The headers that carry the signature; undefined when it takes a private key, which the sender alone has. */
export function signatureHeaders(
  scheme: SignatureScheme,
  secret: string,
  { body, id, seconds }: Unsigned,
): Record<string, string> | undefined {
  const hmac = (text: string, encoding: 'hex' | 'base64' = 'hex', algorithm = 'sha256') =>
    createHmac(algorithm, secret).update(text).digest(encoding)
  const time = String(seconds)
  switch (scheme.preset) {
    case 'standard_webhooks': {
      const found = standardKeyOf(secret)
      if (found?.version !== 'v1') return undefined
      const mac = createHmac('sha256', found.key).update(`${id}.${time}.${body}`).digest('base64')
      return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${mac}` }
    }
    case 'github':
      return { 'x-hub-signature-256': `sha256=${hmac(body)}` }
    case 'stripe':
      return { 'stripe-signature': `t=${time},v1=${hmac(`${time}.${body}`)}` }
    case 'shopify':
      return { 'x-shopify-hmac-sha256': hmac(body, 'base64') }
    case 'slack':
      return {
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${hmac(`v0:${time}:${body}`)}`,
      }
    case 'hmac': {
      const { header, prefix, template, timestampHeader, encoding, algorithm } = scheme
      const [before = '', after = ''] = template
        .split('{body}')
        .map((part) => part.replace('{timestamp}', time))
      return {
        ...(timestampHeader === null ? {} : { [timestampHeader.toLowerCase()]: time }),
        [header.toLowerCase()]: prefix + hmac(before + body + after, encoding, algorithm),
      }
    }
  }
}
