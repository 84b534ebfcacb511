/**
 * Deletes every row that belongs to a community, in transactions so short that the horizon of the event log is
 * never held back. What is going on meanwhile may still write rows, so it goes on until a whole round finds none.
 */
import { deleteOfCommunity, listCommunityTables } from './community-rows.store.ts'
import type { Database } from './database.ts'

const rowsAtOnce = 500

/** `onProgress` hears how many rows are gone so far. */
export async function deleteCommunityRows(
  db: Database,
  communityId: string,
  onProgress: (deletedCount: number) => Promise<void>,
): Promise<void> {
  const tables = await listCommunityTables(db)
  let total = 0
  let ofRound = -1
  while (ofRound !== 0) {
    ofRound = 0
    for (const table of tables) {
      for (;;) {
        const deleted = await deleteOfCommunity(db, table, communityId, rowsAtOnce)
        if (deleted === 0) break
        ofRound += deleted
        await onProgress(total + ofRound)
      }
    }
    total += ofRound
  }
}
