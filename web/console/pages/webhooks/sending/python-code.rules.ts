/** Code in Python that sends to a webhook, signed and encrypted as it asks for; secrets come from the environment. */
import type { HmacScheme } from '../../../../../contracts/senders.ts'
import type { EncryptionMode } from '../encryption.rules.ts'
import type { SenderSettings } from './sender-code.rules.ts'
import type { Signing } from './signing-code.rules.ts'

interface PythonCode {
  imports: string[]
  /** The bytes in `sent` are what travels. */
  lines: string[]
  /** Name of the header, and the expression of its value. */
  headers: [name: string, value: string][]
}

/** What JSON writes as a text, Python reads as the same. */
const text = (words: string) => JSON.stringify(words)
const fromEnvironment = (name: string) => `os.environ["${name}"]`

export function pythonFor(settings: SenderSettings): string {
  const { url, hasApiKey, signature, encryption, eventHeader } = settings
  const signing = signature === null ? null : signingOf(signature)
  const sealing = encryption === null ? null : sealingOf(encryption)
  const ownEventHeader = signing?.headers.some(([name]) => name === eventHeader?.toLowerCase())
  const headers: [string, string][] = [
    ['content-type', text('application/json')],
    ...(hasApiKey ? [['x-api-key', fromEnvironment('WEBHOOK_API_KEY')] as [string, string]] : []),
    ...(encryption === null ? [] : [['x-encrypted', text('true')] as [string, string]]),
    ...(eventHeader === null || ownEventHeader
      ? []
      : [[eventHeader.toLowerCase(), 'str(uuid.uuid4())'] as [string, string]]),
    ...(signing?.headers ?? []),
  ]
  const needsUuid = headers.some(([, value]) => value.includes('uuid.'))
  const needsSystem = hasApiKey || signing !== null || sealing !== null
  const modules = [
    ...(signing?.imports ?? []),
    ...(sealing?.imports ?? []),
    ...(needsUuid ? ['uuid'] : []),
    ...(needsSystem ? ['os'] : []),
    'urllib.request',
  ]
  return [
    ...importsOf(modules),
    '',
    `body = ${text(compact(settings.body))}.encode()`,
    ...(sealing === null ? ['sent = body'] : sealing.lines),
    ...(signing?.lines ?? []),
    '',
    `request = urllib.request.Request(${text(url)}, data=sent, method="POST", headers={`,
    ...headers.map(([name, value]) => `    ${text(name)}: ${value},`),
    '})',
    'with urllib.request.urlopen(request) as answer:',
    '    print(answer.status, answer.read().decode())',
  ].join('\n')
}

/** Those of Python itself in one line, then what has to be installed. */
function importsOf(modules: readonly string[]): string[] {
  const own = [...new Set(modules.filter((each) => !each.startsWith('from ')))].sort()
  const others = [...new Set(modules.filter((each) => each.startsWith('from ')))].sort()
  return [`import ${own.join(', ')}`, ...(others.length > 0 ? ['# pip install cryptography'] : []), ...others]
}

function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body))
  } catch {
    return body
  }
}

const secret = `${fromEnvironment('WEBHOOK_SECRET')}.encode()`
const timeLine = 'timestamp = str(int(time.time()))'

function signingOf({ scheme, isPublicKey }: Signing): PythonCode {
  switch (scheme.preset) {
    case 'standard_webhooks':
      return isPublicKey ? ed25519() : standard()
    case 'github':
      return plain(digest('sent'), [['x-hub-signature-256', '"sha256=" + signature']])
    case 'stripe':
      return timed(digest('timestamp.encode() + b"." + sent'), [
        ['stripe-signature', '"t=" + timestamp + ",v1=" + signature'],
      ])
    case 'shopify':
      return plain(digest('sent', 'sha256', 'base64'), [['x-shopify-hmac-sha256', 'signature']])
    case 'slack':
      return timed(digest('b"v0:" + timestamp.encode() + b":" + sent'), [
        ['x-slack-request-timestamp', 'timestamp'],
        ['x-slack-signature', '"v0=" + signature'],
      ])
    case 'hmac':
      return ownHmac(scheme)
  }
}

function digest(signed: string, algorithm = 'sha256', encoding = 'hex', key = secret): string[] {
  const mac = `hmac.new(${key}, ${signed}, hashlib.${algorithm})`
  return encoding === 'hex'
    ? [`signature = ${mac}.hexdigest()`]
    : [`signature = base64.b64encode(${mac}.digest()).decode()`]
}

const plain = (lines: string[], headers: PythonCode['headers']): PythonCode => ({
  imports: ['hashlib', 'hmac', ...(lines.some((line) => line.includes('base64.')) ? ['base64'] : [])],
  lines,
  headers,
})
function timed(lines: string[], headers: PythonCode['headers']): PythonCode {
  const code = plain([timeLine, ...lines], headers)
  return { ...code, imports: [...code.imports, 'time'] }
}

const standardHeaders = (version: string): PythonCode['headers'] => [
  ['webhook-id', 'message_id'],
  ['webhook-timestamp', 'timestamp'],
  ['webhook-signature', `"${version}," + signature`],
]
const messageLine = 'message_id = str(uuid.uuid4())'
const standardText = '(message_id + "." + timestamp + ".").encode() + sent'

function standard(): PythonCode {
  const key = `base64.b64decode(${fromEnvironment('WEBHOOK_SECRET')}.removeprefix("whsec_"))`
  const code = timed(
    [messageLine, `key = ${key}`, ...digest(standardText, 'sha256', 'base64', 'key')],
    standardHeaders('v1'),
  )
  return { ...code, imports: [...code.imports, 'uuid'] }
}

function ed25519(): PythonCode {
  return {
    imports: [
      'base64',
      'time',
      'uuid',
      'from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey',
    ],
    lines: [
      messageLine,
      timeLine,
      '# whsk_ and, in base64, 32 bytes of the private key and 32 of the public one.',
      `pair = base64.b64decode(${fromEnvironment('WEBHOOK_SECRET')}.removeprefix("whsk_"))`,
      'private_key = Ed25519PrivateKey.from_private_bytes(pair[:32])',
      `signature = base64.b64encode(private_key.sign(${standardText})).decode()`,
    ],
    headers: standardHeaders('v1a'),
  }
}

function ownHmac(scheme: HmacScheme): PythonCode {
  const { header, algorithm, encoding, prefix, template, timestampHeader } = scheme
  const value = prefix === '' ? 'signature' : `${text(prefix)} + signature`
  const headers: PythonCode['headers'] = [[header.toLowerCase(), value]]
  const lines = digest(templateOf(template), algorithm, encoding)
  return timestampHeader === null
    ? plain(lines, headers)
    : timed(lines, [[timestampHeader.toLowerCase(), 'timestamp'], ...headers])
}

/** The signed bytes: the words of the template, with the time and the body in their places. */
function templateOf(template: string): string {
  const places: Record<string, string> = { '{timestamp}': 'timestamp.encode()', '{body}': 'sent' }
  return template
    .split(/(\{timestamp\}|\{body\})/)
    .filter((part) => part !== '')
    .map((part) => places[part] ?? `${text(part)}.encode()`)
    .join(' + ')
}

function sealingOf(mode: EncryptionMode): Pick<PythonCode, 'imports' | 'lines'> {
  const key = `${fromEnvironment('WEBHOOK_ENCRYPTION_KEY')}.encode()`
  const packed =
    'sent = json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items()}).encode()'
  if (mode === 'gcm') {
    return {
      imports: ['base64', 'json', 'from cryptography.hazmat.primitives.ciphers.aead import AESGCM'],
      lines: [
        '',
        'iv = os.urandom(12)',
        `sealed = AESGCM(${key}).encrypt(iv, body, None)`,
        'parts = {"iv": iv, "data": sealed[:-16], "tag": sealed[-16:]}',
        packed,
      ],
    }
  }
  return {
    imports: [
      'base64',
      'json',
      'from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes',
      'from cryptography.hazmat.primitives.padding import PKCS7',
    ],
    lines: [
      '',
      'iv = os.urandom(16)',
      'padder = PKCS7(128).padder()',
      'padded = padder.update(body) + padder.finalize()',
      `encryptor = Cipher(algorithms.AES(${key}), modes.CBC(iv)).encryptor()`,
      'parts = {"iv": iv, "data": encryptor.update(padded) + encryptor.finalize()}',
      packed,
    ],
  }
}
