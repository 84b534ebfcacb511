/**
 * Makes a backup the database of this installation. It is recovered and proved beside the one in use, which is put
 * aside only when everything is well; interrupted anywhere, it can be run again.
 */
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { timeInName } from '../platform/db/backup/backup-files.rules.ts'
import { type BackupManifest, keyFile, readManifest } from '../platform/db/backup/manifest.ts'
import { recoverBackup } from '../platform/db/backup/recover-backup.ts'
import { unmarkMoved } from '../platform/db/embedded/moved.ts'
import { isThere, removeScratch, replaceCluster } from '../platform/db/embedded/scratch.ts'
import { withStoppedServer } from '../platform/db/embedded/stopped-server.ts'
import { writeDurably } from '../platform/durable-file.ts'
import type { Log } from '../platform/log.ts'
import { findMasterKey, type MasterKey, parseKey } from '../platform/master-key.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { acceptAnyKey } from './accept-key.ts'
import { type InstallationProof, problemsOf, proveInstallation } from './prove-installation.ts'

export interface RestoreWish {
  backup: string
  /** A database that is there already is put aside. */
  replace: boolean
  /** Also what does not add up, or cannot be read with this master key. */
  anyway: boolean
}

export interface Restored {
  manifest: BackupManifest
  proof: InstallationProof
  /** Where what was there before lies now. */
  putAside: string[]
}

export async function restore(config: Config, wish: RestoreWish, log: Log): Promise<Restored> {
  const { dataDir } = config
  const manifest = await readManifest(wish.backup)
  return withStoppedServer(dataDir, undefined, async (place) => {
    if (!wish.replace && (await isThere(place.cluster))) {
      throw new OperatorError(
        `${dataDir} already holds a database. With --replace it is put aside, not deleted, and the backup takes its place`,
      )
    }
    const key = await keyOf(config, wish.backup, manifest)
    const scratch = join(dataDir, 'restoring')
    try {
      const recovered = await recoverBackup(
        { backup: wish.backup, manifest, scratch, log },
        async (connection) => {
          const proof = await proveInstallation(connection, key.master, log)
          // Proved with it, or wanted anyway: the next start may have this key.
          await acceptAnyKey(connection, log)
          return proof
        },
      )
      if (!wish.anyway) refuseProblems(recovered.result)
      const when = timeInName(new Date())
      const oldKey = await placeKey(config, key.text, when)
      const oldCluster = await replaceCluster(recovered.place, place, when)
      await unmarkMoved(dataDir)
      return {
        manifest,
        proof: recovered.result,
        putAside: [oldCluster, oldKey].filter((path) => path !== undefined),
      }
    } finally {
      await removeScratch(scratch)
    }
  })
}

/** The rehearsal: the same recovery and proof in a folder that is removed again. */
export async function verifyBackup(
  config: Config,
  backup: string,
  scratch: string,
  log: Log,
): Promise<{ manifest: BackupManifest; proof: InstallationProof }> {
  const manifest = await readManifest(backup)
  const key = await keyOf(config, backup, manifest)
  try {
    const { result } = await recoverBackup({ backup, manifest, scratch, log }, (connection) =>
      proveInstallation(connection, key.master, log),
    )
    if (problemsOf(result).length === 0) await markVerified(backup, result)
    return { manifest, proof: result }
  } finally {
    await removeScratch(scratch)
  }
}

/** When the backup was last shown to be whole, told in the backup itself. */
export async function findVerifiedAt(backup: string): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(verifiedFile(backup), 'utf8')) as { verifiedAt: string }).verifiedAt
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A backup on a medium that cannot be written is as good without the mark. */
async function markVerified(backup: string, { ledger }: InstallationProof): Promise<void> {
  const mark = { verifiedAt: new Date().toISOString(), transferCount: ledger.transferCount }
  await writeDurably(verifiedFile(backup), `${JSON.stringify(mark)}\n`, 0o600).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EROFS' && error.code !== 'EACCES' && error.code !== 'EPERM') throw error
    },
  )
}

const verifiedFile = (backup: string) => join(backup, 'verified.json')

/** The key that the restored database will be opened with; its text when the backup brings it. */
async function keyOf(
  config: Config,
  backup: string,
  manifest: BackupManifest,
): Promise<{ master: MasterKey | undefined; text?: string }> {
  if (config.secret !== undefined || !manifest.masterKey.isIncluded) {
    return { master: await findMasterKey(config) }
  }
  const path = join(backup, keyFile)
  const text = await readFile(path, 'utf8')
  return { master: parseKey(text, path), text }
}

function refuseProblems(proof: InstallationProof): void {
  const problems = problemsOf(proof)
  if (problems.length === 0) return
  throw new OperatorError(
    [
      'The backup was not restored, and nothing was changed:',
      ...problems.map((problem) => `- ${problem}`),
      ...(proof.unreadable.length > 0
        ? [
            'Put the right master key into GUILDHALL_SECRET or secret.key of the data folder and run this again.',
          ]
        : []),
      'With --anyway the backup is restored all the same.',
    ].join('\n'),
  )
}

/** Answers where another key that lay there was put. */
async function placeKey(
  { dataDir }: Config,
  text: string | undefined,
  when: string,
): Promise<string | undefined> {
  if (text === undefined) return undefined
  const path = join(dataDir, keyFile)
  const isOther = (await isThere(path)) && (await readFile(path, 'utf8')) !== text
  const aside = `${path}.replaced-${when}`
  if (isOther) await rename(path, aside)
  await writeDurably(path, text, 0o600)
  return isOther ? aside : undefined
}
