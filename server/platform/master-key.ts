/** The installation's one secret, from which every other key is derived, one per purpose. */
import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { link, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDataFolder, syncFolder, writeSynced } from './durable-file.ts'

export const masterKeyBytes = 32
const keyText = /^[A-Za-z0-9_-]{43}\n?$/

/** A key object, because it shows nothing when something prints it. */
export type MasterKey = KeyObject

export interface KeySettings {
  secret: string | undefined
  secretFile?: string | undefined
  dataDir: string
}

/**
 * GUILDHALL_SECRET when set, or the key in the file of GUILDHALL_SECRET_FILE; otherwise the key in `secret.key`
 * of the data folder, drawn at the first start.
 */
export async function readMasterKey(config: KeySettings): Promise<MasterKey> {
  const key = await findMasterKey(config)
  if (key) return key
  if (config.secretFile !== undefined) throw new Error(`There is no ${config.secretFile}`)
  const path = keyPath(config)
  return parseKey(await makeKeyFile(config.dataDir, path), path)
}

/** The same without drawing one. */
export async function findMasterKey(config: KeySettings): Promise<MasterKey | undefined> {
  if (config.secret !== undefined) return createSecretKey(config.secret, 'utf8')
  const text = await readIfThere(keyPath(config))
  return text === undefined ? undefined : parseKey(text, keyPath(config))
}

/** Where the key lies when no setting holds it. */
export function keyPath({ secretFile, dataDir }: Pick<KeySettings, 'secretFile' | 'dataDir'>): string {
  return secretFile ?? join(dataDir, 'secret.key')
}

export function parseKey(text: string, path: string): MasterKey {
  if (!keyText.test(text)) {
    throw new Error(
      `${path} is not a key of Guildhall. Restore it from a backup: without it stored secrets are lost.`,
    )
  }
  return createSecretKey(text.trim(), 'base64url')
}

/** Short text that tells keys apart and tells nothing about them. */
export function keyFingerprint(master: MasterKey): string {
  return deriveKey(master, 'fingerprint').toString('hex', 0, 6)
}

/**
 * 32 bytes that serve one purpose only (HKDF-SHA256, RFC 5869); nobody can get from them to the master key or
 * to the key of another purpose. The same master key and purpose always give the same bytes.
 */
export function deriveKey(master: MasterKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'guildhall', purpose, masterKeyBytes))
}

/** Several processes may start on a new data folder at once; the first key that is on disk counts for all. */
async function makeKeyFile(dataDir: string, path: string): Promise<string> {
  await makeDataFolder(dataDir)
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeSynced(draft, `${randomBytes(masterKeyBytes).toString('base64url')}\n`, 0o600)
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  await syncFolder(dataDir)
  return readFile(path, 'utf8')
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
