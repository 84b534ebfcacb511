/**
 * The database knows the master key that its secrets are sealed under. The first start tells it; later ones with another key are
 * refused: they would end every session, send nothing that is signed, and seal what is new under a key that opens nothing old.
 */
import type { Queryable } from './db/database.ts'
import { deleteKnownKey, findKnownKey, insertKnownKey, saveKnownKey } from './known-key.store.ts'
import { keyFingerprint, keyPath, type MasterKey } from './master-key.ts'
import { OperatorError } from './operator-error.ts'

interface KeyConfig {
  masterKey: MasterKey
  secret: string | undefined
  secretFile: string | undefined
  dataDir: string
}

export async function requireKnownKey(db: Queryable, config: KeyConfig): Promise<void> {
  const fingerprint = keyFingerprint(config.masterKey)
  await insertKnownKey(db, fingerprint)
  const known = await findKnownKey(db)
  if (known?.is_changing) {
    throw new OperatorError(
      'The master key of this database is being changed, or that was interrupted: run guildhall secret rotate to end it.',
    )
  }
  if (known?.fingerprint === fingerprint) return
  const from = config.secret === undefined ? keyPath(config) : 'GUILDHALL_SECRET'
  throw new OperatorError(
    [
      `The master key in ${from} (fingerprint ${fingerprint}) is not the one of this database (${known?.fingerprint}).`,
      'Nothing was changed. Put the right one back (docs/guides/backup.md says what is kept where).',
      'When it is lost for good: guildhall secret accept',
    ].join('\n'),
  )
}

/** From here on no server starts, because some secrets are of the one key and some of the next. */
export async function beginKeyChange(
  db: Queryable,
  { before, after }: { before: MasterKey; after: MasterKey },
): Promise<void> {
  const [from, to] = [keyFingerprint(before), keyFingerprint(after)]
  const known = await findKnownKey(db)
  // One that was interrupted goes on to the same key, or has come to its end and begins another.
  const isKnown = known?.fingerprint === from || (known?.is_changing && known.fingerprint === to)
  if (known && !isKnown) {
    throw new OperatorError(
      known.is_changing
        ? `A change to the master key ${known.fingerprint} was interrupted: end it with that key, this one is ${to}.`
        : `The master key at hand (fingerprint ${from}) is not the one of this database (${known.fingerprint}).`,
    )
  }
  await saveKnownKey(db, { fingerprint: to, is_changing: true })
}

export const endKeyChange = (db: Queryable, next: MasterKey): Promise<void> =>
  saveKnownKey(db, { fingerprint: keyFingerprint(next), is_changing: false })

/** The next start tells the database its key anew. */
export const forgetKnownKey = (db: Queryable): Promise<void> => deleteKnownKey(db)
