/** Who does what happens in the sample: the product itself, each time in a request of its own. */
import type { Context } from '../../context.ts'
import type { Actor } from '../actor.ts'

export function sampleActor({ ids }: Pick<Context, 'ids'>): Actor {
  return {
    kind: 'system',
    id: null,
    label: 'Sample',
    accountId: null,
    communityId: null,
    memberId: null,
    permissions: 0n,
    portal: null,
    requestId: ids.next(),
    reason: null,
    ip: '',
    userAgent: null,
    cookies: null,
  }
}
