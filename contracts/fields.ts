/** Custom member fields and their append-only history. */
import Type, { type Static } from 'typebox'
import { endpoint, memberAccess, needs } from './endpoint.ts'
import {
  ActorView,
  CommunityParams,
  Id,
  inCommunity,
  line,
  listOf,
  MemberId,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
} from './values.ts'

/** The type names of the community platform's wire (wire/returning-ai.md 5.2). */
export const fieldTypes = [
  'single-line-text',
  'multi-line-text',
  'numerical',
  'date',
  'boolean',
  'select',
] as const
export type FieldType = (typeof fieldTypes)[number]

export const fieldCountMax = 200
export const fieldOptionCountMax = 100
export const FieldKey = Type.String({ minLength: 1, maxLength: 50, pattern: '^[a-z0-9][a-z0-9_-]*$' })

/** Text, number, boolean or null (cleared). */
export const FieldValue = Type.Union([
  Type.String({ maxLength: 4000 }),
  Type.Number(),
  Type.Boolean(),
  Type.Null(),
])
export type FieldValue = Static<typeof FieldValue>

export const CustomField = Type.Object(
  {
    id: Id,
    key: Type.String({ maxLength: 50 }),
    name: Type.String({ maxLength: 100 }),
    type: oneOf(fieldTypes),
    options: Type.Array(Type.String({ maxLength: 100 }), { maxItems: fieldOptionCountMax }),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type CustomField = Static<typeof CustomField>

export const FieldChange = Type.Object(
  {
    id: Id,
    memberId: Id,
    fieldId: Id,
    fieldKey: Type.String({ maxLength: 50 }),
    fieldName: Type.String({ maxLength: 100 }),
    before: FieldValue,
    after: FieldValue,
    source: Type.Object(
      {
        kind: oneOf(['receipt', 'request', 'reversal']),
        id: Type.String({ maxLength: 100 }),
        label: Type.String({ maxLength: 200 }),
      },
      { additionalProperties: false },
    ),
    actor: ActorView,
    at: Time,
  },
  { additionalProperties: false },
)
export type FieldChange = Static<typeof FieldChange>

export const fieldsEndpoints = [
  endpoint({
    name: 'listFields',
    method: 'GET',
    path: '/api/communities/{communityId}/fields',
    summary: 'List the custom fields of a community',
    access: memberAccess,
    params: CommunityParams,
    answers: { 200: listOf(CustomField, fieldCountMax) },
    refusals: [],
  }),
  endpoint({
    name: 'createField',
    method: 'POST',
    path: '/api/communities/{communityId}/fields',
    summary: 'Create a custom field',
    access: needs('manage_fields'),
    params: CommunityParams,
    body: Type.Object(
      {
        key: FieldKey,
        name: line(100),
        type: oneOf(fieldTypes),
        options: Type.Optional(Type.Array(line(100), { maxItems: fieldOptionCountMax, uniqueItems: true })),
      },
      { additionalProperties: false },
    ),
    answers: { 201: CustomField },
    refusals: ['name_taken', 'field_limit_reached'],
  }),
  endpoint({
    name: 'renameField',
    method: 'PATCH',
    path: '/api/communities/{communityId}/fields/{fieldId}',
    summary: 'Rename a field; key and type stay',
    access: needs('manage_fields'),
    params: inCommunity('fieldId'),
    body: Type.Object({ name: line(100) }, { additionalProperties: false }),
    answers: { 200: CustomField },
    refusals: [],
  }),
  endpoint({
    name: 'retireField',
    method: 'DELETE',
    path: '/api/communities/{communityId}/fields/{fieldId}',
    summary: 'Delete a field; its histories stay readable',
    access: needs('manage_fields'),
    params: inCommunity('fieldId'),
    answers: { 204: null },
    refusals: [],
  }),
  endpoint({
    name: 'listMemberFields',
    method: 'GET',
    path: '/api/communities/{communityId}/members/{memberId}/fields',
    summary: 'Read the field values of a member (their own, or with permission)',
    access: memberAccess,
    params: inCommunity('memberId'),
    answers: {
      200: listOf(
        Type.Object(
          {
            fieldId: Id,
            key: Type.String({ maxLength: 50 }),
            name: Type.String({ maxLength: 100 }),
            type: oneOf(fieldTypes),
            value: FieldValue,
            updatedAt: nullable(Time),
          },
          { additionalProperties: false },
        ),
        fieldCountMax,
      ),
    },
    refusals: [],
  }),
  endpoint({
    name: 'setMemberField',
    method: 'PUT',
    path: '/api/communities/{communityId}/members/{memberId}/fields/{fieldId}',
    summary: 'Set a field value of a member by hand; null clears it',
    access: needs('manage_fields'),
    params: Type.Object(
      { communityId: Id, memberId: MemberId, fieldId: Id },
      { additionalProperties: false },
    ),
    body: Type.Object({ value: FieldValue }, { additionalProperties: false }),
    answers: { 200: FieldChange },
    refusals: ['value_does_not_fit'],
  }),
  endpoint({
    name: 'listFieldHistories',
    method: 'GET',
    path: '/api/communities/{communityId}/field-histories',
    summary: 'List field changes, newest first (a member sees their own)',
    access: memberAccess,
    params: CommunityParams,
    query: Type.Object(
      { ...pageQuery, memberId: Type.Optional(Id), fieldId: Type.Optional(Id) },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(FieldChange) },
    refusals: ['cursor_invalid'],
  }),
] as const
