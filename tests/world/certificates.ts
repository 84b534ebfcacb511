/** A certificate authority for one test run, and certificates signed by it: X.509 in DER, RFC 5280, written by hand. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface Authority {
  /** In PEM. */
  cert: string
  /** For `host`, a name or an IPv4 address. */
  issue: (host: string, validity?: { from: Date; until: Date }) => { key: string; cert: string }
}

const dayMs = 86_400_000
const now = Date.now()
const validNow = { from: new Date(now - dayMs), until: new Date(now + dayMs) }
/** The validity of a certificate that has run out. */
export const validYesterday = { from: new Date(now - 3 * dayMs), until: new Date(now - 2 * dayMs) }

export function createAuthority(): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = nameOf('Authority of the tests')
  const isAuthority = extension('551d13', sequence(der(0x01, Buffer.from([0xff]))), true)
  return {
    cert: certificate({
      issuer: name,
      subject: name,
      publicKey,
      signedWith: privateKey,
      validity: validNow,
      extensions: [isAuthority],
    }),
    issue(host, validity = validNow) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const isAddress = /^[\d.]+$/.test(host)
      const alternative = isAddress
        ? der(0x87, Buffer.from(host.split('.').map(Number)))
        : der(0x82, Buffer.from(host))
      return {
        key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        cert: certificate({
          issuer: name,
          subject: nameOf(host),
          publicKey: pair.publicKey,
          signedWith: privateKey,
          validity,
          extensions: [extension('551d11', sequence(alternative), false)],
        }),
      }
    },
  }
}

interface Parts {
  issuer: Buffer
  subject: Buffer
  publicKey: KeyObject
  signedWith: KeyObject
  validity: { from: Date; until: Date }
  extensions: Buffer[]
}

function certificate({ issuer, subject, publicKey, signedWith, validity, extensions }: Parts): string {
  const ecdsaWithSha256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)])
  const toSign = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    issuer,
    sequence(time(validity.from), time(validity.until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', toSign, signedWith)]))
  const text = sequence(toSign, ecdsaWithSha256, signature).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${(text.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
}

function nameOf(common: string): Buffer {
  return sequence(
    der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(common)))),
  )
}

function extension(id: string, value: Buffer, isCritical: boolean): Buffer {
  const critical = isCritical ? [der(0x01, Buffer.from([0xff]))] : []
  return sequence(der(0x06, Buffer.from(id, 'hex')), ...critical, der(0x04, value))
}

function time(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`))
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
