/** Merges over HTTP. */
import { mergeEndpoints } from '../../../../contracts/merges.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { answerMerge } from './answer-merge.ts'
import { getMerge, listMerges } from './list-merges.ts'
import { requestMerge } from './request-merge.ts'

export const mergeRoutes = (awaited: AwaitedEvents, mail: Pick<Mail, 'send'>): Route[] =>
  routesOf(mergeEndpoints)({
    requestMerge: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await requestMerge(ctx, mail, actor, params, body.quantity),
    }),
    listMerges: async ({ ctx, actor, params, query }) => ({
      status: 200,
      body: await listMerges(ctx, actor, params.communityId, query),
    }),
    getMerge: async ({ ctx, actor, params }) => ({ status: 200, body: await getMerge(ctx, actor, params) }),
    confirmMerge: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await answerMerge(ctx, awaited, actor, params, 'confirmed'),
    }),
    rejectMerge: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await answerMerge(ctx, awaited, actor, params, 'rejected', body.reason),
    }),
    cancelMerge: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await answerMerge(ctx, awaited, actor, params, 'canceled'),
    }),
  })
