/** What the game is told by its environment. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Settings {
  port: number
  /** Where players reach the game; items are named below it. */
  gameOrigin: string
  dataDir: string
  guildhallOrigin: string
  clientId: string
  key: string
  secret: string
}

const usualPort = 3334

/**
 * `GAME_DATA_DIR` holds the journal and `connection.json` ({guildhallOrigin, clientId, key, secret}), which
 * `npm run sample-game` writes; whoever connects the game by hand writes it with what Edit App shows.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env.GAME_PORT ?? usualPort)
  const gameOrigin = (env.GAME_ORIGIN ?? `http://localhost:${port}`).replace(/\/+$/, '')
  const dataDir = env.GAME_DATA_DIR ?? 'data/sample-game'
  const connection = JSON.parse(readFileSync(join(dataDir, 'connection.json'), 'utf8')) as Partial<Settings>
  const { guildhallOrigin, clientId, key, secret } = connection
  if (!guildhallOrigin || !clientId || !key || !secret) {
    throw new Error(`${dataDir}/connection.json needs guildhallOrigin, clientId, key and secret`)
  }
  return { port, gameOrigin, dataDir, guildhallOrigin, clientId, key, secret }
}
