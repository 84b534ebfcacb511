/** An app as the database keeps it. */
import type { AppState } from '../../../../contracts/apps.ts'

export interface AppRow {
  community_id: string
  id: string
  client_id: string
  title: string
  image_url: string | null
  app_url: string
  description: string
  is_visible: boolean
  state: AppState
  state_reason: string | null
  created_by: string | null
  revision: number
  created_at: Date
  updated_at: Date
  last_called_at: Date | null
  /** Of the picture that is served. */
  image_digest: Buffer | null
  /** Why the one at its address is not. */
  image_problem: string | null
}

export interface AppAddress {
  communityId: string
  appId: string
}

export const titleKey = (title: string): string => title.normalize('NFC').trim().toLowerCase()
