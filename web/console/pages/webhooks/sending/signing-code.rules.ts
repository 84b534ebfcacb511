/** The part of a sender's program that signs, for each scheme: in Node.js, and for a shell with openssl. */
import type { HmacScheme, SignatureScheme } from '../../../../../contracts/senders.ts'

export interface Signing {
  scheme: SignatureScheme
  /** Signed with the private key (ed25519). */
  isPublicKey: boolean
}

export interface SigningCode {
  /** Names to import from node:crypto. */
  needs: string[]
  /** The text in `sent` is what travels. */
  lines: string[]
  /** Name of the header, and the expression of its value. */
  headers: [name: string, value: string][]
}

const timeLine = 'const time = String(Math.floor(Date.now() / 1000))'

export function nodeSigning({ scheme, isPublicKey }: Signing): SigningCode {
  switch (scheme.preset) {
    case 'standard_webhooks':
      return isPublicKey ? ed25519() : standard()
    case 'github':
      return plain(hmac('sent'), [['x-hub-signature-256', '`sha256=${signature}`']])
    case 'stripe':
      return timed(hmac('`${time}.${sent}`'), [['stripe-signature', '`t=${time},v1=${signature}`']])
    case 'shopify':
      return plain(hmac('sent', 'sha256', 'base64'), [['x-shopify-hmac-sha256', 'signature']])
    case 'slack':
      return timed(hmac('`v0:${time}:${sent}`'), [
        ['x-slack-request-timestamp', 'time'],
        ['x-slack-signature', '`v0=${signature}`'],
      ])
    case 'hmac':
      return ownHmac(scheme)
  }
}

const hmac = (text: string, algorithm = 'sha256', encoding = 'hex', key = 'process.env.WEBHOOK_SECRET') => [
  `const signature = createHmac('${algorithm}', ${key})`,
  `  .update(${text})`,
  `  .digest('${encoding}')`,
]

const plain = (lines: string[], headers: SigningCode['headers']): SigningCode => ({
  needs: ['createHmac'],
  lines,
  headers,
})
const timed = (lines: string[], headers: SigningCode['headers']) => plain([timeLine, ...lines], headers)

const standardHeaders = (version: string): SigningCode['headers'] => [
  ['webhook-id', 'id'],
  ['webhook-timestamp', 'time'],
  ['webhook-signature', `\`${version},\${signature}\``],
]

function standard(): SigningCode {
  return {
    needs: ['createHmac', 'randomUUID'],
    lines: [
      'const id = randomUUID()',
      timeLine,
      `const key = Buffer.from(process.env.WEBHOOK_SECRET.replace('whsec_', ''), 'base64')`,
      ...hmac('`${id}.${time}.${sent}`', 'sha256', 'base64', 'key'),
    ],
    headers: standardHeaders('v1'),
  }
}

function ed25519(): SigningCode {
  return {
    needs: ['createPrivateKey', 'randomUUID', 'sign'],
    lines: [
      'const id = randomUUID()',
      timeLine,
      '// whsk_ and, in base64, 32 bytes of the private key and 32 of the public one.',
      `const pair = Buffer.from(process.env.WEBHOOK_SECRET.replace('whsk_', ''), 'base64')`,
      `const part = (from, to) => pair.subarray(from, to).toString('base64url')`,
      `const key = { kty: 'OKP', crv: 'Ed25519', d: part(0, 32), x: part(32, 64) }`,
      `const privateKey = createPrivateKey({ key, format: 'jwk' })`,
      "const signature = sign(null, Buffer.from(`${id}.${time}.${sent}`), privateKey).toString('base64')",
    ],
    headers: standardHeaders('v1a'),
  }
}

function ownHmac({
  header,
  algorithm,
  encoding,
  prefix,
  template,
  timestampHeader,
}: HmacScheme): SigningCode {
  const signed = `\`${inTemplate(template).replace('{timestamp}', '${time}').replace('{body}', '${sent}')}\``
  const value = prefix === '' ? 'signature' : `\`${inTemplate(prefix)}\${signature}\``
  const headers: SigningCode['headers'] = [[header.toLowerCase(), value]]
  const lines = hmac(signed, algorithm, encoding)
  return timestampHeader === null
    ? plain(lines, headers)
    : timed(lines, [[timestampHeader.toLowerCase(), 'time'], ...headers])
}

const inTemplate = (text: string) => text.replaceAll(/[\\`]|\$(?=\{)/g, (letter) => `\\${letter}`)

export interface ShellCode {
  lines: string[]
  headers: string[]
}

/** Null where openssl on the command line is no help. */
export function shellSigning({ scheme, isPublicKey }: Signing): ShellCode | null {
  switch (scheme.preset) {
    case 'standard_webhooks':
      return isPublicKey ? null : shellStandard()
    case 'github':
      return { lines: [openssl('$body')], headers: ['X-Hub-Signature-256: sha256=$signature'] }
    case 'stripe':
      return {
        lines: [shellTime, openssl('$time.$body')],
        headers: ['Stripe-Signature: t=$time,v1=$signature'],
      }
    case 'shopify':
      return { lines: [openssl('$body', 'sha256', 'base64')], headers: ['X-Shopify-Hmac-SHA256: $signature'] }
    case 'slack':
      return {
        lines: [shellTime, openssl('v0:$time:$body')],
        headers: ['X-Slack-Request-Timestamp: $time', 'X-Slack-Signature: v0=$signature'],
      }
    case 'hmac':
      return shellHmac(scheme)
  }
}

const shellTime = 'time=$(date +%s)'
const encodings: Record<string, string> = {
  hex: `od -An -v -tx1 | tr -d ' \\n'`,
  base64: 'openssl base64 -A',
}
const openssl = (text: string, algorithm = 'sha256', encoding = 'hex', key = '-hmac "$WEBHOOK_SECRET"') =>
  `signature=$(printf '%s' "${text}" | openssl dgst -${algorithm} ${key} -binary | ${encodings[encoding]})`

function shellStandard(): ShellCode {
  return {
    lines: [
      'id=$(openssl rand -hex 16)',
      shellTime,
      `key=$(printf '%s' "\${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | ${encodings.hex})`,
      openssl('$id.$time.$body', 'sha256', 'base64', '-mac HMAC -macopt "hexkey:$key"'),
    ],
    headers: ['webhook-id: $id', 'webhook-timestamp: $time', 'webhook-signature: v1,$signature'],
  }
}

function shellHmac({
  header,
  algorithm,
  encoding,
  prefix,
  template,
  timestampHeader,
}: HmacScheme): ShellCode {
  const text = inQuotes(template)
    .replace('{timestamp}', () => '${time}')
    .replace('{body}', () => '${body}')
  const own = [`${header}: ${inQuotes(prefix)}$signature`]
  const lines = [openssl(text, algorithm, encoding)]
  return timestampHeader === null
    ? { lines, headers: own }
    : { lines: [shellTime, ...lines], headers: [`${timestampHeader}: $time`, ...own] }
}

const inQuotes = (text: string) => text.replaceAll(/[\\"$`]/g, (letter) => `\\${letter}`)
