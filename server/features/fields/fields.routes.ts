/** Custom fields, their values and histories over HTTP. */
import { fieldsEndpoints } from '../../../contracts/fields.ts'
import { routesOf } from '../routes-of.ts'
import { createField } from './create-field.ts'
import { listFieldHistories } from './list-field-histories.ts'
import { listLivingFields } from './list-fields.ts'
import { listMemberFields } from './list-member-fields.ts'
import { renameField } from './rename-field.ts'
import { retireField } from './retire-field.ts'
import { setMemberField } from './set-member-field.ts'

export const fieldsRoutes = routesOf(fieldsEndpoints)({
  listFields: async ({ ctx, params }) => ({
    status: 200,
    body: { data: await listLivingFields(ctx.db, params.communityId) },
  }),
  createField: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await createField(ctx, actor, { ...params, ...body }),
  }),
  renameField: async ({ ctx, actor, params, body }) => ({
    status: 200,
    body: await renameField(ctx, actor, { ...params, ...body }),
  }),
  retireField: async ({ ctx, actor, params }) => {
    await retireField(ctx, actor, params)
    return { status: 204, body: null }
  },
  listMemberFields: async ({ ctx, actor, params }) => ({
    status: 200,
    body: { data: await listMemberFields(ctx, actor, params) },
  }),
  setMemberField: async ({ ctx, actor, params, body }) => ({
    status: 200,
    body: await setMemberField(ctx, actor, { ...params, ...body }),
  }),
  listFieldHistories: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listFieldHistories(ctx, actor, params.communityId, query),
  }),
})
