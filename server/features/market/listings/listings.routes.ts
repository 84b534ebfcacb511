/** Listings over HTTP. */
import { listingEndpoints } from '../../../../contracts/listings.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { routesOf } from '../../routes-of.ts'
import { purchaseListings } from '../fills/purchase-listings.ts'
import { cancelListing } from './cancel-listing.ts'
import { createListing } from './create-listing.ts'
import { getListing } from './get-listing.ts'
import { updateListing } from './update-listing.ts'

export const listingRoutes = routesOf(listingEndpoints)({
  createListing: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await createListing(ctx, actor, { ...params, ...body }),
  }),
  getListing: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await getListing(ctx.db, actor, params),
  }),
  updateListing: async ({ ctx, actor, params, body }) => ({
    status: 200,
    body: await updateListing(ctx, actor, params, body.unitPrice),
  }),
  cancelListing: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await cancelListing(ctx, actor, params),
  }),
  purchaseListing: {
    async many(ctx, tx, asked) {
      const purchases = asked.map(({ actor, params, body }) => ({ actor, order: { ...params, ...body } }))
      const outcomes = await purchaseListings(tx, ctx, purchases)
      return outcomes.map((outcome) =>
        outcome instanceof Refusal ? outcome : { status: 201, body: outcome },
      )
    },
  },
})
