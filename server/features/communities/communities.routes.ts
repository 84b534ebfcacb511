/** Communities, members and invitations over HTTP. */
import { communitiesEndpoints } from '../../../contracts/communities.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { routesOf } from '../routes-of.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { createCommunity } from './create-community.ts'
import { createMember } from './create-member.ts'
import { createOwner, type OwnerParts } from './create-owner.ts'
import { getCommunity } from './get-community.ts'
import { getInvitation } from './get-invitation.ts'
import { getMe } from './get-me.ts'
import { getMember } from './get-member.ts'
import { getSetup } from './get-setup.ts'
import { inviteMember } from './invite-member.ts'
import { leaveCommunity } from './leave-community.ts'
import { listCommunities } from './list-communities.ts'
import { listMembers } from './list-members.ts'
import { removeMember } from './remove-member.ts'
import { updateCommunity } from './update-community.ts'
import { updateMember } from './update-member.ts'

export const communitiesRoutes = (parts: OwnerParts & { mail: Pick<Mail, 'send'> }) =>
  routesOf(communitiesEndpoints)({
    getSetup: async ({ ctx, actor }) => ({ status: 200, body: await getSetup(ctx, actor) }),
    createOwner: async ({ ctx, actor, body }) => {
      const { setCookie, ...created } = await createOwner(ctx, parts, actor, body)
      return { status: 201, body: created, headers: { 'set-cookie': setCookie } }
    },
    listCommunities: async ({ ctx, actor }) => ({
      status: 200,
      body: { data: await listCommunities(ctx, actor) },
    }),
    createCommunity: async ({ ctx, actor, body }) => ({
      status: 201,
      body: await createCommunity(ctx, parts.communityListeners, actor, body),
    }),
    getCommunity: async ({ ctx, params }) => ({
      status: 200,
      body: await getCommunity(ctx.db, params.communityId),
    }),
    updateCommunity: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await updateCommunity(ctx, actor, { ...params, ...body, expectedRevision: ifMatch }),
    }),
    listMembers: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listMembers(ctx, params.communityId, query),
    }),
    createMember: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await createMember(ctx, actor, { ...params, ...body }),
    }),
    getMember: async ({ ctx, params }) => ({
      status: 200,
      body: await getMember(ctx.db, params.communityId, params.memberId),
    }),
    updateMember: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await updateMember(ctx, actor, { ...params, ...body }),
    }),
    removeMember: async ({ ctx, actor, params }) => {
      await removeMember(ctx, actor, params)
      return { status: 204, body: null }
    },
    inviteMember: async ({ ctx, actor, params }) => ({
      status: 201,
      body: await inviteMember(ctx, parts.mail, actor, params),
    }),
    getInvitation: async ({ ctx, params }) => ({
      status: 200,
      body: await getInvitation(ctx, params.token),
    }),
    acceptInvitation: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await acceptInvitation(ctx, actor, params.token),
    }),
    getMe: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await getMe(ctx, actor, params.communityId),
    }),
    leaveCommunity: async ({ ctx, actor, params }) => {
      await leaveCommunity(ctx, actor, params.communityId)
      return { status: 204, body: null }
    },
  })
