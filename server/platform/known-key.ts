/**
 * The database knows the master key that its secrets are sealed under. The first start tells it; later ones with another key are
 * refused: they would end every session, send nothing that is signed, and seal what is new under a key that opens nothing old.
 */
import type { Queryable } from './db/database.ts'
import { deleteKnownKey, findKnownKey, insertKnownKey } from './known-key.store.ts'
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
  if (known === fingerprint) return
  const from = config.secret === undefined ? keyPath(config) : 'GUILDHALL_SECRET'
  throw new OperatorError(
    [
      `The master key in ${from} (fingerprint ${fingerprint}) is not the one of this database (${known}).`,
      'Nothing was changed. Put the right one back (docs/guides/backup.md says what is kept where).',
      'When it is lost for good: guildhall key accept',
    ].join('\n'),
  )
}

/** The next start tells the database its key anew. */
export const forgetKnownKey = (db: Queryable): Promise<void> => deleteKnownKey(db)
