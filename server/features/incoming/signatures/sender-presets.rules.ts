/** How GitHub, Stripe, Shopify and Slack sign what they send, each as its documentation says. */
import { headerOf, type ReadSignature, secondsOf, signatureCountMax } from './signed-request.rules.ts'

/** `X-Hub-Signature-256: sha256=<hex>` over the body. The older SHA-1 header is not looked at. */
export const readGithub: ReadSignature = (headers, body) => {
  const signature = headerOf(headers, 'x-hub-signature-256')
  if (signature === undefined) return 'missing'
  if (!signature.startsWith('sha256=')) return 'malformed'
  return { signatures: [signature.slice('sha256='.length)], timestamp: null, parts: [body] }
}

/** `Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>]` over `t.body`; other versions are not looked at. */
export const readStripe: ReadSignature = (headers, body) => {
  const header = headerOf(headers, 'stripe-signature')
  if (header === undefined) return 'missing'
  const pairs = header.split(',', signatureCountMax).map((pair) => pair.trim())
  const valuesOf = (name: string) =>
    pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1))
  const [time, ...otherTimes] = valuesOf('t')
  const timestamp = time === undefined || otherTimes.length > 0 ? undefined : secondsOf(time)
  if (timestamp === undefined) return 'malformed'
  return { signatures: valuesOf('v1'), timestamp, parts: [`${timestamp}.`, body] }
}

/** `X-Shopify-Hmac-SHA256: <base64>` over the body. */
export const readShopify: ReadSignature = (headers, body) => {
  const signature = headerOf(headers, 'x-shopify-hmac-sha256')
  return signature === undefined ? 'missing' : { signatures: [signature], timestamp: null, parts: [body] }
}

/** `X-Slack-Signature: v0=<hex>` over `v0:timestamp:body`, the time in `X-Slack-Request-Timestamp`. */
export const readSlack: ReadSignature = (headers, body) => {
  const signature = headerOf(headers, 'x-slack-signature')
  const time = headerOf(headers, 'x-slack-request-timestamp')
  if (signature === undefined || time === undefined) return 'missing'
  const timestamp = secondsOf(time)
  if (timestamp === undefined || !signature.startsWith('v0=')) return 'malformed'
  return { signatures: [signature.slice('v0='.length)], timestamp, parts: [`v0:${time}:`, body] }
}
