/** What the server and the thread that applies receipts tell each other. */
import type { RuntimeConfig } from '../../../config.ts'
import type { ConnectionSettings } from '../../../platform/db/database.ts'
import type { FreshRequest } from '../accept/fresh-receipts.ts'

export interface ThreadSettings extends Pick<RuntimeConfig, 'masterKey' | 'logLevel'> {
  connection: ConnectionSettings
}

export type ThreadMessage =
  | { kind: 'take'; requests: readonly HandedRequest[]; bodies: ArrayBuffer }
  | { kind: 'wake' | 'drain' | 'stop' }

/** A request whose body is the next `bodyBytes` of the joined ones. */
export interface HandedRequest extends Omit<FreshRequest, 'body'> {
  bodyBytes: number
}

export type ThreadAnswer = { kind: 'drained' }
