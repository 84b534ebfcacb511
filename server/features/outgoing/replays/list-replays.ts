/** Replays of a community, newest first, of one endpoint or of all; and one of them. */
import type { Replay } from '../../../../contracts/replays.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { ReplayAddress } from './replay.ts'
import { findReplay, listReplayRows } from './replays.store.ts'
import { viewReplay } from './replays.views.ts'

export async function listReplays(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  { limit, cursor, endpointId }: PageRequest & { endpointId?: string | undefined },
) {
  const keyset = readKeyset({ limit, cursor }, { list: 'replays', communityId, endpointId })
  const found = await listReplayRows(ctx.db, communityId, endpointId, keyset)
  return pageFrom(found, keyset, ({ id }) => id, viewReplay)
}

export async function getReplay(
  ctx: Pick<Context, 'db'>,
  { communityId, replayId }: ReplayAddress,
): Promise<Replay> {
  const replay = await findReplay(ctx.db, communityId, replayId)
  return replay ? viewReplay(replay) : refuse('not_found', 'There is no such replay.')
}
