/** Gifts over HTTP. */
import { giftEndpoints } from '../../../../contracts/gifts.ts'
import { routesOf } from '../../routes-of.ts'
import { answerGift } from './answer-gift.ts'
import { getGift, listGifts } from './list-gifts.ts'
import { offerGift } from './offer-gift.ts'

export const giftRoutes = routesOf(giftEndpoints)({
  listGifts: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listGifts(ctx, actor, params.communityId, query),
  }),
  offerGift: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await offerGift(ctx, actor, { ...params, ...body }),
  }),
  getGift: async ({ ctx, actor, params }) => ({ status: 200, body: await getGift(ctx, actor, params) }),
  acceptGift: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await answerGift(ctx, actor, params, 'accepted'),
  }),
  rejectGift: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await answerGift(ctx, actor, params, 'rejected'),
  }),
  cancelGift: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await answerGift(ctx, actor, params, 'canceled'),
  }),
})
