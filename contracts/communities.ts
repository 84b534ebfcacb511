/** Communities, their members and invitations. */
import Type, { type Static } from 'typebox'
import { Password } from './access.ts'
import {
  accountAccess,
  endpoint,
  installationOwnerAccess,
  memberAccess,
  needs,
  publicAccess,
} from './endpoint.ts'
import { permissionNames } from './permissions.ts'
import {
  amountMax,
  CommunityParams,
  EmailAddress,
  Id,
  inCommunity,
  line,
  listOf,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  Username,
} from './values.ts'

export const Community = Type.Object(
  {
    id: Id,
    name: Type.String({ maxLength: 100 }),
    accentColor: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
    memberCount: Type.Integer({ minimum: 0, maximum: amountMax }),
    isSample: Type.Boolean({
      description: 'Whether it was made to be looked at, and can be removed with one click',
    }),
    revision: Type.Integer({ minimum: 1, maximum: amountMax }),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type Community = Static<typeof Community>

export const Member = Type.Object(
  {
    id: Id,
    email: nullable(Type.String({ maxLength: 254 })),
    username: Type.String({ maxLength: 50 }),
    displayName: Type.String({ maxLength: 100 }),
    isOwner: Type.Boolean(),
    isLinked: Type.Boolean({
      description: 'Whether a person has proved the e-mail or accepted an invitation',
    }),
    permissions: Type.Array(oneOf(permissionNames), { maxItems: permissionNames.length }),
    joinedAt: Time,
  },
  { additionalProperties: false },
)
export type Member = Static<typeof Member>

const MemberParams = inCommunity('memberId')

export const communitiesEndpoints = [
  endpoint({
    name: 'getSetup',
    method: 'GET',
    path: '/api/setup',
    summary: 'Whether this installation has an owner yet',
    access: publicAccess,
    answers: {
      200: Type.Object(
        {
          isSetUp: Type.Boolean(),
          needsLink: Type.Boolean({
            description: 'Whether the token of the printed first-run link is needed',
          }),
        },
        { additionalProperties: false },
      ),
    },
    refusals: [],
  }),
  endpoint({
    name: 'createOwner',
    method: 'POST',
    path: '/api/setup',
    summary: 'First run: create the owner and the first community, and sign in',
    access: publicAccess,
    body: Type.Object(
      {
        token: Type.Optional(Type.String({ minLength: 10, maxLength: 1000 })),
        email: EmailAddress,
        password: Password,
        displayName: line(100),
        communityName: line(100),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Type.Object({ communityId: Id, ownerMemberId: Id }, { additionalProperties: false }) },
    refusals: ['already_set_up', 'setup_link_needed', 'email_taken'],
  }),
  endpoint({
    name: 'listCommunities',
    method: 'GET',
    path: '/api/communities',
    summary: 'List the communities of the signed-in account',
    access: accountAccess,
    answers: { 200: listOf(Community, 1000) },
    refusals: [],
  }),
  endpoint({
    name: 'createCommunity',
    method: 'POST',
    path: '/api/communities',
    summary: 'Create another community on this installation',
    access: installationOwnerAccess,
    body: Type.Object({ name: line(100) }, { additionalProperties: false }),
    answers: { 201: Community },
    refusals: [],
  }),
  endpoint({
    name: 'getCommunity',
    method: 'GET',
    path: '/api/communities/{communityId}',
    summary: 'Read a community',
    access: memberAccess,
    params: CommunityParams,
    answers: { 200: Community },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'updateCommunity',
    method: 'PATCH',
    path: '/api/communities/{communityId}',
    summary: 'Change the name or the accent color',
    access: needs('manage_community'),
    params: CommunityParams,
    body: Type.Object(
      {
        name: Type.Optional(line(100)),
        accentColor: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: Community },
    refusals: ['revision_mismatch'],
    revisioned: true,
  }),
  endpoint({
    name: 'listMembers',
    method: 'GET',
    path: '/api/communities/{communityId}/members',
    summary: 'List members, newest first; find one by e-mail or username',
    access: needs('view_members'),
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        email: Type.Optional(line(254)),
        username: Type.Optional(line(50)),
        search: Type.Optional(line(100, 'Start of e-mail, username or display name')),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Member) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'createMember',
    method: 'POST',
    path: '/api/communities/{communityId}/members',
    summary: 'Add a member, who is found by this e-mail at once',
    access: needs('manage_members'),
    params: CommunityParams,
    body: Type.Object(
      {
        email: Type.Optional(nullable(EmailAddress)),
        username: Username,
        displayName: Type.Optional(line(100)),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Member },
    refusals: ['email_taken', 'username_taken'],
  }),
  endpoint({
    name: 'getMember',
    method: 'GET',
    path: '/api/communities/{communityId}/members/{memberId}',
    summary: 'Read a member',
    access: needs('view_members'),
    params: MemberParams,
    answers: { 200: Member },
    refusals: [],
  }),
  endpoint({
    name: 'updateMember',
    method: 'PATCH',
    path: '/api/communities/{communityId}/members/{memberId}',
    summary: 'Change e-mail, username, display name or permissions of a member',
    access: needs('manage_members'),
    params: MemberParams,
    body: Type.Object(
      {
        email: Type.Optional(nullable(EmailAddress)),
        username: Type.Optional(Username),
        displayName: Type.Optional(line(100)),
        permissions: Type.Optional(
          Type.Array(oneOf(permissionNames), { maxItems: permissionNames.length, uniqueItems: true }),
        ),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: Member },
    refusals: ['email_taken', 'username_taken', 'owner_protected', 'permission_not_held'],
  }),
  endpoint({
    name: 'removeMember',
    method: 'DELETE',
    path: '/api/communities/{communityId}/members/{memberId}',
    summary: 'Remove a member; balances and histories stay and go on naming them',
    access: needs('manage_members'),
    params: MemberParams,
    answers: { 204: null },
    refusals: ['owner_must_stay', 'permission_not_held'],
  }),
  endpoint({
    name: 'inviteMember',
    method: 'POST',
    path: '/api/communities/{communityId}/members/{memberId}/invitations',
    summary: 'Make a link with which this person takes over the member; mailed when there is an e-mail',
    access: needs('manage_members'),
    params: MemberParams,
    answers: {
      201: Type.Object(
        { url: Type.String({ maxLength: 600 }), expiresAt: Time, isMailed: Type.Boolean() },
        { additionalProperties: false },
      ),
    },
    refusals: ['already_member', 'permission_not_held'],
  }),
  endpoint({
    name: 'getInvitation',
    method: 'GET',
    path: '/api/invitations/{token}',
    summary: 'What an invitation link is for',
    access: publicAccess,
    params: Type.Object(
      { token: Type.String({ minLength: 10, maxLength: 100 }) },
      { additionalProperties: false },
    ),
    answers: {
      200: Type.Object(
        {
          communityName: Type.String({ maxLength: 100 }),
          displayName: Type.String({ maxLength: 100 }),
          email: nullable(Type.String({ maxLength: 254 })),
          expiresAt: Time,
        },
        { additionalProperties: false },
      ),
    },
    refusals: ['token_invalid'],
  }),
  endpoint({
    name: 'acceptInvitation',
    method: 'POST',
    path: '/api/invitations/{token}/acceptance',
    summary: 'Link the signed-in account to the invited member',
    access: accountAccess,
    params: Type.Object(
      { token: Type.String({ minLength: 10, maxLength: 100 }) },
      { additionalProperties: false },
    ),
    answers: { 200: Type.Object({ communityId: Id, memberId: Id }, { additionalProperties: false }) },
    refusals: ['token_invalid', 'already_member', 'invitation_for_other_email'],
  }),
  endpoint({
    name: 'getMe',
    method: 'GET',
    path: '/api/communities/{communityId}/me',
    summary: 'The signed-in person as a member of this community',
    access: accountAccess,
    params: CommunityParams,
    answers: { 200: Member },
    refusals: [],
  }),
  endpoint({
    name: 'leaveCommunity',
    method: 'DELETE',
    path: '/api/communities/{communityId}/me',
    summary: 'Leave a community; who comes back is a new member',
    access: accountAccess,
    params: CommunityParams,
    answers: { 204: null },
    refusals: ['owner_must_stay'],
  }),
] as const
