/** Apps in the shapes of the contract and of the events. */
import type { App } from '../../../../contracts/apps.ts'
import { pathIf } from '../images/image-path.rules.ts'
import type { AppRow } from './app.ts'

/** What everybody may know, as events tell it. */
export function publicApp(row: AppRow) {
  return {
    id: row.id,
    clientId: row.client_id,
    title: row.title,
    imageUrl: row.image_url,
    appUrl: row.app_url,
    description: row.description,
    isVisible: row.is_visible,
    state: row.state,
  }
}

/** `isInsider`: staff, or the app itself. */
export function viewApp(row: AppRow, { isInsider }: { isInsider: boolean }): App {
  return {
    ...publicApp(row),
    picture: pathIf(row.community_id, row.image_digest),
    imageProblem: isInsider ? row.image_problem : null,
    stateReason: row.state_reason,
    lastCalledAt: isInsider ? (row.last_called_at?.toISOString() ?? null) : null,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
