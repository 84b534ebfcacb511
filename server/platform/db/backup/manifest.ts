/** `manifest.json` of a backup: what it holds, byte for byte, and from when; written last. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../../durable-file.ts'
import { OperatorError } from '../../operator-error.ts'

export interface BackupFile {
  /** Below the backup's folder, with `/` between names. */
  path: string
  bytes: number
  sha256: string
}

export interface BackupManifest {
  format: 1
  /** Version of Guildhall. */
  guildhall: string
  /** Major version of PostgreSQL. */
  postgres: number
  systemIdentifier: string
  startedAt: string
  finishedAt: string
  /** What was committed before this place in the write-ahead log is in the backup. */
  stopLsn: string
  masterKey: {
    /** Tells keys apart without telling anything about them. */
    fingerprint: string | null
    isIncluded: boolean
  }
  /** Folders, also the empty ones that PostgreSQL wants to find. */
  folders: string[]
  files: BackupFile[]
}

/** Where the cluster lies in the folder of a backup. */
export const clusterFolder = 'cluster'
export const keyFile = 'secret.key'

export async function readManifest(backup: string): Promise<BackupManifest> {
  const path = join(backup, 'manifest.json')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new OperatorError(`${backup} is not a finished backup: it has no manifest.json`)
  })
  const manifest = parsed(text)
  if (manifest?.format !== 1 || !Array.isArray(manifest.files) || !Array.isArray(manifest.folders)) {
    throw new OperatorError(`${path} is damaged, or was made by a later version of Guildhall`)
  }
  return manifest
}

export async function writeManifest(backup: string, manifest: BackupManifest): Promise<void> {
  await writeDurably(join(backup, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, 0o600)
}

export function totalBytes({ files }: Pick<BackupManifest, 'files'>): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}

function parsed(text: string): BackupManifest | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
