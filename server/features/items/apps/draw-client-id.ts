/** Draws the public number of an app: six digits, and more where chance keeps meeting numbers that were used. */
import { randomInt } from 'node:crypto'
import type { Transaction } from '../../../platform/db/database.ts'
import { insertClientId } from './apps.store.ts'

const digitsMin = 6
const digitsMax = 12

/** Taken for good, also if the app is archived later. */
export async function drawClientId(tx: Transaction): Promise<string> {
  for (let digits = digitsMin; digits <= digitsMax; digits++) {
    const clientId = String(randomInt(10 ** (digits - 1), 10 ** digits))
    if (await insertClientId(tx, clientId)) return clientId
  }
  throw new Error('Invariant broken: among a million million numbers one is free')
}
