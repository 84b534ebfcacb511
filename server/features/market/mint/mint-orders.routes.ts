/** Mint orders over HTTP. */
import { mintOrderEndpoints } from '../../../../contracts/mint-orders.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { routesOf } from '../../routes-of.ts'
import { answerMint } from './answer-mint.ts'
import { getMintOrder, updateMintOrder } from './read-mint.ts'
import { requestMint } from './request-mint.ts'

export const mintOrderRoutes = (awaited: AwaitedEvents) =>
  routesOf(mintOrderEndpoints)({
    requestMintOrder: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await requestMint(ctx, actor, { ...params, ...body }),
    }),
    getMintOrder: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await getMintOrder(ctx, actor, params),
    }),
    updateMintOrder: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await updateMintOrder(ctx, actor, params, body.listOnConfirm),
    }),
    confirmMintOrder: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await answerMint(ctx, awaited, actor, params, 'confirmed'),
    }),
    rejectMintOrder: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await answerMint(ctx, awaited, actor, params, 'rejected', body.reason.trim()),
    }),
    cancelMintOrder: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await answerMint(ctx, awaited, actor, params, 'canceled'),
    }),
  })
