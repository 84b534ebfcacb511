/**
 * The master key that is to follow: beside the file of the one that is, until everything is sealed under it.
 */
import { randomBytes } from 'node:crypto'
import { access, link, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder, writeSynced } from './durable-file.ts'
import {
  type KeySettings,
  keyFingerprint,
  keyPath,
  type MasterKey,
  masterKeyBytes,
  parseKey,
} from './master-key.ts'

const nextPath = (config: KeySettings) => `${keyPath(config)}.next`

/** Drawn, or the one of a change that was interrupted. */
export async function drawNextKey(config: KeySettings): Promise<MasterKey> {
  const path = nextPath(config)
  if (!(await isThere(path))) {
    // Under another name first: half a key would be taken for a damaged one.
    const draft = `${path}.draft`
    await writeSynced(draft, `${randomBytes(masterKeyBytes).toString('base64url')}\n`, 0o600)
    await rename(draft, path)
    await syncFolder(dirname(path))
  }
  return parseKey(await readFile(path, 'utf8'), path)
}

/** Answers where the one before is kept: older backups need it. */
export async function adoptNextKey(config: KeySettings, before: MasterKey): Promise<string> {
  const path = keyPath(config)
  const kept = `${path}.${keyFingerprint(before)}`
  await link(path, kept).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rename(nextPath(config), path)
  await syncFolder(dirname(path))
  return kept
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
