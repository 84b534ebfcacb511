/** Code that sends to a webhook, to be copied into a terminal or a program; secrets come from the environment. */
import type { EncryptionMode } from '../encryption.rules.ts'
import { nodeSigning, type Signing, shellSigning } from './signing-code.rules.ts'

export interface SenderSettings {
  url: string
  hasApiKey: boolean
  signature: Signing | null
  encryption: EncryptionMode | null
  eventHeader: string | null
  /** JSON. */
  body: string
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Encrypted bodies are made by a program, so the command reads one from a file. Null where it cannot sign. */
export function curlFor(settings: SenderSettings): string | null {
  const { url, hasApiKey, signature, encryption, eventHeader, body } = settings
  const signing = signature === null ? undefined : shellSigning(signature)
  if (signing === null) return null
  const text = encryption === null ? quoted(compact(body)) : '"$(cat encrypted.json)"'
  const before = signing === undefined ? [] : [`body=${text}`, ...signing.lines, '']
  const request = [
    `curl -X POST ${quoted(url)}`,
    `-H 'Content-Type: application/json'`,
    ...(hasApiKey ? ['-H "x-api-key: $WEBHOOK_API_KEY"'] : []),
    ...(encryption === null ? [] : [`-H 'x-encrypted: true'`]),
    ...(eventHeader === null || carries(signature, eventHeader) ? [] : [`-H "${eventHeader}: $(uuidgen)"`]),
    ...(signing?.headers ?? []).map((header) => `-H "${header}"`),
    ...(signing !== undefined
      ? ['--data-raw "$body"']
      : [encryption === null ? `-d ${text}` : '--data-binary @encrypted.json']),
  ]
  return [...before, request.join(' \\\n  ')].join('\n')
}

/** Whether the signature brings the id of the event with it. */
const carries = (signature: Signing | null, header: string) =>
  signature?.scheme.preset === 'standard_webhooks' && header.toLowerCase() === 'webhook-id'

function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body))
  } catch {
    return body
  }
}

export function nodeFor(settings: SenderSettings): string {
  const { url, hasApiKey, signature, encryption, body } = settings
  const eventHeader =
    settings.eventHeader !== null && carries(signature, settings.eventHeader) ? null : settings.eventHeader
  const signing = signature === null ? null : nodeSigning(signature)
  const headers = [
    `'content-type': 'application/json',`,
    ...(hasApiKey ? [`'x-api-key': process.env.WEBHOOK_API_KEY,`] : []),
    ...(encryption === null ? [] : [`'x-encrypted': 'true',`]),
    ...(eventHeader === null ? [] : [`'${eventHeader.toLowerCase()}': randomUUID(),`]),
    ...(signing?.headers ?? []).map(([name, value]) => `'${name}': ${value},`),
  ]
  const needed = [
    ...(signing?.needs ?? []),
    ...(encryption === null ? [] : ['createCipheriv', 'randomBytes']),
    ...(eventHeader === null ? [] : ['randomUUID']),
  ]
  return [
    ...(needed.length === 0
      ? []
      : [`import { ${[...new Set(needed)].sort().join(', ')} } from 'node:crypto'`, '']),
    `const body = JSON.stringify(${compact(body)})`,
    ...(encryption === null ? [] : encryptingLines(encryption)),
    ...(signing === null
      ? []
      : [
          '',
          ...(encryption === null ? ['const sent = body'] : ['const sent = encrypted']),
          ...signing.lines,
        ]),
    '',
    `const answer = await fetch('${url}', {`,
    `  method: 'POST',`,
    '  headers: {',
    ...headers.map((header) => `    ${header}`),
    '  },',
    encryption === null ? '  body,' : '  body: encrypted,',
    '})',
    'console.log(answer.status, await answer.text())',
  ].join('\n')
}

function encryptingLines(mode: EncryptionMode): string[] {
  const isGcm = mode === 'gcm'
  return [
    '',
    `const iv = randomBytes(${isGcm ? 12 : 16})`,
    `const cipher = createCipheriv('aes-256-${mode}', process.env.WEBHOOK_ENCRYPTION_KEY, iv)`,
    `const data = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()])`,
    'const encrypted = JSON.stringify({',
    `  iv: iv.toString('base64'),`,
    `  data: data.toString('base64'),`,
    ...(isGcm ? [`  tag: cipher.getAuthTag().toString('base64'),`] : []),
    '})',
  ]
}
