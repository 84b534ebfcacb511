/** Code that sends to a webhook, to be copied into a terminal or a program; secrets come from the environment. */
import type { EncryptionMode } from '../encryption.rules.ts'

export interface SenderSettings {
  url: string
  hasApiKey: boolean
  encryption: EncryptionMode | null
  eventHeader: string | null
  /** JSON. */
  body: string
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** Encrypted bodies are made by a program, so the command reads one from the standard input. */
export function curlFor({ url, hasApiKey, encryption, eventHeader, body }: SenderSettings): string {
  return [
    `curl -X POST ${quoted(url)}`,
    `-H 'Content-Type: application/json'`,
    ...(hasApiKey ? ['-H "x-api-key: $WEBHOOK_API_KEY"'] : []),
    ...(encryption === null ? [] : [`-H 'x-encrypted: true'`]),
    ...(eventHeader === null ? [] : [`-H "${eventHeader}: $(uuidgen)"`]),
    encryption === null ? `-d ${quoted(compact(body))}` : '--data-binary @encrypted.json',
  ].join(' \\\n  ')
}

function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body))
  } catch {
    return body
  }
}

export function nodeFor(settings: SenderSettings): string {
  const { url, hasApiKey, encryption, eventHeader, body } = settings
  const headers = [
    `'content-type': 'application/json',`,
    ...(hasApiKey ? [`'x-api-key': process.env.WEBHOOK_API_KEY,`] : []),
    ...(encryption === null ? [] : [`'x-encrypted': 'true',`]),
    ...(eventHeader === null ? [] : [`'${eventHeader.toLowerCase()}': randomUUID(),`]),
  ]
  const needed = [
    ...(encryption === null ? [] : ['createCipheriv', 'randomBytes']),
    ...(eventHeader === null ? [] : ['randomUUID']),
  ]
  return [
    ...(needed.length === 0 ? [] : [`import { ${needed.join(', ')} } from 'node:crypto'`, '']),
    `const body = JSON.stringify(${compact(body)})`,
    ...(encryption === null ? [] : encryptingLines(encryption)),
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
