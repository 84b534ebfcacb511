/** Settings from the environment: read, checked and interpreted once. docs/guides/settings.md lists them. */
import { join, resolve } from 'node:path'
import { mib, webhookBodyMibMax } from '../contracts/incoming.ts'
import { type ItemTypeNumbers, readItemTypeNumbers } from './item-type-numbers.rules.ts'
import type { ConnectionSettings } from './platform/db/database.ts'
import { logLevels } from './platform/log.ts'
import type { MasterKey } from './platform/master-key.ts'
import { parseCidr } from './platform/outbound/addresses.rules.ts'
import type { AttemptLimits } from './platform/outbound/attempt.ts'
import { type EgressSettings, type OutboundSettings, readEgress } from './platform/outbound/settings.ts'

export interface Config {
  port: number
  host: string
  /** Absolute folder of everything this installation keeps on disk. */
  dataDir: string
  /** External PostgreSQL; without it the embedded server is used. */
  databaseUrl: string | undefined
  /** Master key material; without it a key is generated into the data folder. */
  secret: string | undefined
  /** File with the key that another data folder had. */
  secretFile: string | undefined
  /** Folder of nightly backups of the embedded database. */
  backupDir: string
  /** How many nightly backups are kept; 0 makes none. */
  backupKeep: number
  /** Origin under which browsers and senders reach this server, without a trailing slash. */
  publicUrl: string
  /** Addresses of reverse proxies whose forwarding headers are believed (`true`: all). */
  trustProxy: boolean | string[]
  adminContact: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  logLevel: string
  /** What scrapers of `/metrics` on other machines show. */
  metricsToken: string | undefined
  /** Calls per minute for one credential or, without one, one address. */
  requestsPerMinute: number
  /** The largest body that an incoming webhook takes. */
  webhookBodyBytesMax: number
  /** How long a repeat under an `Idempotency-Key` waits for the answer of the first, in milliseconds. */
  repeatPatienceMs: number
  /** How the wire of FINGI games numbers the kinds of items. */
  itemTypeNumbers: ItemTypeNumbers
  /** Where requests that leave this server may go. */
  egress: EgressSettings
}

/** The settings once the process runs: the master key has been read or drawn. */
export interface RuntimeConfig extends Config {
  masterKey: MasterKey
  /** Whether receipts are applied in a thread of their own, as a server does, or in the calling one. */
  appliesInThread: boolean
  /** How long attempts may take, where a test cannot wait for as long as a server does. */
  attemptLimits?: Partial<AttemptLimits> | undefined
}

/** The settings once the database has been found. */
export interface RunningConfig extends RuntimeConfig {
  connection: ConnectionSettings
}

export class ConfigError extends Error {}

const portDefault = 3333
const requestsPerMinuteDefault = 1200
const webhookBodyMibDefault = 1
const repeatPatienceMs = 10_000
const backupKeepDefault = 7
const metricsTokenCharsMin = 16
const masterKeyBytesMin = 32

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const port = integer(environment, 'GUILDHALL_PORT', portDefault, 0, 65_535)
  const dataDir = environment.GUILDHALL_DATA_DIR ?? 'data'
  const databaseUrl = databaseAddress(environment.DATABASE_URL)
  const secret = environment.GUILDHALL_SECRET || undefined
  const secretFile = environment.GUILDHALL_SECRET_FILE || undefined
  if (secret && secretFile) throw new ConfigError('Set GUILDHALL_SECRET or GUILDHALL_SECRET_FILE, not both')
  if (databaseUrl && !secret && !secretFile) {
    throw new ConfigError(
      'GUILDHALL_SECRET (or GUILDHALL_SECRET_FILE) must be set together with DATABASE_URL: several nodes need the same master key. Make one with: openssl rand -base64 32',
    )
  }
  refuseShort('GUILDHALL_SECRET', secret)
  const metricsToken = environment.GUILDHALL_METRICS_TOKEN || undefined
  if (metricsToken && metricsToken.length < metricsTokenCharsMin) {
    throw new ConfigError(
      `GUILDHALL_METRICS_TOKEN is too short: it needs at least ${metricsTokenCharsMin} characters`,
    )
  }
  return {
    port,
    host: environment.GUILDHALL_HOST || '127.0.0.1',
    dataDir: resolve(dataDir),
    databaseUrl,
    secret,
    secretFile: secretFile && resolve(secretFile),
    backupDir: resolve(environment.GUILDHALL_BACKUP_DIR || join(dataDir, 'backups')),
    backupKeep: integer(environment, 'GUILDHALL_BACKUP_KEEP', backupKeepDefault, 0, 1000),
    publicUrl: publicUrl(environment.GUILDHALL_PUBLIC_URL, port),
    trustProxy: trustProxy(environment.GUILDHALL_TRUST_PROXY),
    adminContact: environment.GUILDHALL_ADMIN_CONTACT || undefined,
    smtpUrl: mailServer(environment.GUILDHALL_SMTP_URL),
    mailFrom: sender(environment.GUILDHALL_MAIL_FROM),
    logLevel: logLevel(environment.GUILDHALL_LOG_LEVEL),
    metricsToken,
    requestsPerMinute: integer(
      environment,
      'GUILDHALL_REQUESTS_PER_MINUTE',
      requestsPerMinuteDefault,
      1,
      100_000_000,
    ),
    webhookBodyBytesMax:
      integer(environment, 'GUILDHALL_WEBHOOK_BODY_MIB', webhookBodyMibDefault, 1, webhookBodyMibMax) * mib,
    repeatPatienceMs,
    itemTypeNumbers: itemTypeNumbers(environment.GUILDHALL_FINGI_ITEM_TYPES),
    egress: egress(environment),
  }
}

/** What GUILDHALL_SECRET is to be, where the master key is changed. */
export function readNextSecret(environment: NodeJS.ProcessEnv): string | undefined {
  const secret = environment.GUILDHALL_SECRET_NEXT || undefined
  refuseShort('GUILDHALL_SECRET_NEXT', secret)
  return secret
}

function refuseShort(name: string, secret: string | undefined): void {
  if (secret && Buffer.byteLength(secret) < masterKeyBytesMin) {
    throw new ConfigError(`${name} is too short: it needs at least ${masterKeyBytesMin} characters`)
  }
}

function egress(environment: NodeJS.ProcessEnv): EgressSettings {
  const settings = readEgress(environment)
  if ('problem' in settings) throw new ConfigError(settings.problem)
  return settings
}

function itemTypeNumbers(text: string | undefined): ItemTypeNumbers {
  const read = readItemTypeNumbers(text ?? '')
  if ('problem' in read) throw new ConfigError(`GUILDHALL_FINGI_ITEM_TYPES ${read.problem}`)
  return read
}

function integer(environment: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number) {
  const text = environment[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${text}"`)
  }
  return value
}

function publicUrl(text: string | undefined, port: number): string {
  if (!text) return `http://localhost:${port}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search ||
    url.hash ||
    url.username
  ) {
    throw new ConfigError(
      `GUILDHALL_PUBLIC_URL must be an origin such as https://play.example.com, not "${text}"`,
    )
  }
  return url.origin
}

/** What stands for ranges of addresses in the list of trusted proxies. */
const proxyWords: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

function trustProxy(text: string | undefined): boolean | string[] {
  if (!text || text === 'false') return false
  if (text === 'true') return true
  const proxies = text.split(',').map((address) => address.trim())
  const wrong = proxies.find((one) => !proxyWords.includes(one) && parseCidr(one) === undefined)
  if (wrong === undefined) return proxies
  throw new ConfigError(
    `GUILDHALL_TRUST_PROXY must be true, false, or addresses such as 10.0.0.5,10.1.0.0/16, not "${wrong}"`,
  )
}

// Neither address is told back: both may hold a password.
function databaseAddress(text: string | undefined): string | undefined {
  if (!text || /^(postgres(ql)?:\/\/|socket:|\/)./.test(text)) return text || undefined
  throw new ConfigError(
    'DATABASE_URL must be an address such as postgresql://guildhall@db.example.com/guildhall',
  )
}

function mailServer(text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return text
  throw new ConfigError(
    'GUILDHALL_SMTP_URL must be an address such as smtps://name:password@mail.example.com',
  )
}

function sender(text: string | undefined): string {
  if (!text) return 'Guildhall <guildhall@localhost>'
  if (/^[^\s<>@]+@[^\s<>@]+$|^[^<>]*<[^\s<>@]+@[^\s<>@]+>$/.test(text.trim())) return text
  throw new ConfigError(`GUILDHALL_MAIL_FROM must be like Guildhall <guildhall@example.com>, not "${text}"`)
}

function logLevel(text: string | undefined): string {
  if (!text) return 'info'
  if (logLevels.includes(text)) return text
  throw new ConfigError(`GUILDHALL_LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${text}"`)
}

/** What `createOutbound` needs: the settings, and the hosts that requests never go to by name. */
export function outboundSettingsOf(
  config: Pick<RuntimeConfig, 'egress' | 'publicUrl' | 'databaseUrl' | 'port' | 'attemptLimits'>,
): OutboundSettings {
  const own = new URL(config.publicUrl)
  const closed = [config.databaseUrl, config.egress.proxyUrl].flatMap((url) => hostsOf(url))
  return {
    egress: config.egress,
    closedHosts: [
      { host: hostOf(own), port: portOf(own), code: 'own_server' },
      ...closed.map((host) => ({ host, port: undefined, code: 'host_closed' as const })),
    ],
    ownPort: config.port === 0 ? undefined : config.port,
    limits: config.attemptLimits,
    userAgent: 'Guildhall',
  }
}

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')
const portOf = ({ port, protocol }: URL) => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port))

/** None of a socket in the file system, or of a list of hosts, which is no URL. */
function hostsOf(url: string | undefined): string[] {
  const host = url !== undefined && URL.canParse(url) ? hostOf(new URL(url)) : ''
  return host === '' ? [] : [host]
}

/** Whether the public URL can only be reached from this machine. */
export function isLoopbackUrl(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
