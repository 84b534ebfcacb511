/** Accounts, sign-in, sessions, API keys: who a caller is. */
import Type, { type Static } from 'typebox'
import { accountAccess, endpoint, installationOwnerAccess, needs, publicAccess } from './endpoint.ts'
import { permissionNames } from './permissions.ts'
import {
  CommunityParams,
  EmailAddress,
  Id,
  inCommunity,
  line,
  listOf,
  nullable,
  oneOf,
  Time,
} from './values.ts'

export const passwordMin = 10
export const passwordMax = 128
export const Password = Type.String({ minLength: passwordMin, maxLength: passwordMax })
const LinkToken = Type.String({ minLength: 10, maxLength: 1000 })

export const Account = Type.Object(
  {
    id: Id,
    email: Type.String({ maxLength: 254 }),
    displayName: Type.String({ maxLength: 100 }),
    isEmailVerified: Type.Boolean(),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type Account = Static<typeof Account>

export const Membership = Type.Object(
  {
    communityId: Id,
    communityName: Type.String({ maxLength: 100 }),
    memberId: Id,
    username: Type.String({ maxLength: 50 }),
    isOwner: Type.Boolean(),
    permissions: Type.Array(oneOf(permissionNames), { maxItems: permissionNames.length }),
  },
  { additionalProperties: false },
)
export type Membership = Static<typeof Membership>

export const Session = Type.Object(
  {
    account: Account,
    isInstallationOwner: Type.Boolean(),
    isMailboxOpen: Type.Boolean({
      description: 'Whether mail is shown at `GET /api/mailbox` instead of being sent',
    }),
    memberships: Type.Array(Membership, { maxItems: 1000 }),
    expiresAt: Time,
  },
  { additionalProperties: false },
)
export type Session = Static<typeof Session>

export const keyCountMax = 100

export const ApiKey = Type.Object(
  {
    id: Id,
    name: Type.String({ maxLength: 100 }),
    masked: Type.String({ maxLength: 60 }),
    permissions: Type.Array(oneOf(permissionNames), { maxItems: permissionNames.length }),
    expiresAt: nullable(Time),
    lastUsedAt: nullable(Time),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type ApiKey = Static<typeof ApiKey>

export const accessEndpoints = [
  endpoint({
    name: 'createAccount',
    method: 'POST',
    path: '/api/accounts',
    summary: 'Register with e-mail and password; a verification link is mailed',
    description:
      'The answer is the same whether or not the e-mail is taken, so that nobody learns who has an account.',
    access: publicAccess,
    body: Type.Object(
      { email: EmailAddress, password: Password, displayName: line(100) },
      { additionalProperties: false },
    ),
    answers: { 202: null },
    refusals: [],
  }),
  endpoint({
    name: 'logIn',
    method: 'POST',
    path: '/api/sessions',
    summary: 'Log in; sets the session cookie',
    access: publicAccess,
    body: Type.Object(
      { email: EmailAddress, password: Type.String({ minLength: 1, maxLength: passwordMax }) },
      { additionalProperties: false },
    ),
    answers: { 201: Session },
    refusals: ['invalid_login', 'email_not_verified'],
  }),
  endpoint({
    name: 'getCurrentSession',
    method: 'GET',
    path: '/api/sessions/current',
    summary: 'The account that is signed in, and its communities',
    access: accountAccess,
    answers: { 200: Session },
    refusals: [],
  }),
  endpoint({
    name: 'logOut',
    method: 'DELETE',
    path: '/api/sessions/current',
    summary: 'Log out; clears the session cookie',
    access: accountAccess,
    answers: { 204: null },
    refusals: [],
  }),
  endpoint({
    name: 'verifyEmail',
    method: 'POST',
    path: '/api/email-verifications',
    summary: 'Prove an e-mail address with the token of the mailed link; signs in',
    access: publicAccess,
    body: Type.Object({ token: LinkToken }, { additionalProperties: false }),
    answers: { 204: null },
    refusals: ['token_invalid'],
  }),
  endpoint({
    name: 'requestEmailVerification',
    method: 'POST',
    path: '/api/email-verification-requests',
    summary: 'Mail the verification link again',
    access: publicAccess,
    body: Type.Object({ email: EmailAddress }, { additionalProperties: false }),
    answers: { 202: null },
    refusals: [],
  }),
  endpoint({
    name: 'requestPasswordReset',
    method: 'POST',
    path: '/api/password-reset-requests',
    summary: 'Mail a link to set a new password; the answer never tells whether the account exists',
    access: publicAccess,
    body: Type.Object({ email: EmailAddress }, { additionalProperties: false }),
    answers: { 202: null },
    refusals: [],
  }),
  endpoint({
    name: 'resetPassword',
    method: 'POST',
    path: '/api/password-resets',
    summary: 'Set a new password with the token of the mailed link; ends every session',
    access: publicAccess,
    body: Type.Object({ token: LinkToken, password: Password }, { additionalProperties: false }),
    answers: { 204: null },
    refusals: ['token_invalid'],
  }),
  endpoint({
    name: 'listMailbox',
    method: 'GET',
    path: '/api/mailbox',
    summary: 'What would have been mailed, while no mail server is set up',
    access: installationOwnerAccess,
    answers: {
      200: listOf(
        Type.Object(
          {
            id: Id,
            to: Type.String({ maxLength: 254 }),
            subject: Type.String({ maxLength: 300 }),
            text: Type.String({ maxLength: 10_000 }),
            link: nullable(Type.String({ maxLength: 2000 })),
            at: Time,
          },
          { additionalProperties: false },
        ),
        200,
      ),
    },
    refusals: ['mailbox_closed'],
  }),
  endpoint({
    name: 'listApiKeys',
    method: 'GET',
    path: '/api/communities/{communityId}/api-keys',
    summary: 'List the API keys of a community',
    access: needs('manage_api_keys'),
    params: CommunityParams,
    answers: { 200: listOf(ApiKey, keyCountMax) },
    refusals: [],
  }),
  endpoint({
    name: 'createApiKey',
    method: 'POST',
    path: '/api/communities/{communityId}/api-keys',
    summary: 'Create an API key; it is shown this once',
    access: needs('manage_api_keys'),
    params: CommunityParams,
    body: Type.Object(
      {
        name: line(100),
        permissions: Type.Array(oneOf(permissionNames), {
          minItems: 1,
          maxItems: permissionNames.length,
          uniqueItems: true,
        }),
        expiresAt: Type.Optional(nullable(Type.String({ maxLength: 30, format: 'date-time' }))),
      },
      { additionalProperties: false },
    ),
    answers: {
      201: Type.Object(
        { ...ApiKey.properties, key: Type.String({ maxLength: 100 }) },
        { additionalProperties: false },
      ),
    },
    refusals: ['permission_not_held', 'api_key_limit_reached'],
  }),
  endpoint({
    name: 'revokeApiKey',
    method: 'DELETE',
    path: '/api/communities/{communityId}/api-keys/{keyId}',
    summary: 'Revoke an API key at once',
    access: needs('manage_api_keys'),
    params: inCommunity('keyId'),
    answers: { 204: null },
    refusals: [],
  }),
] as const
