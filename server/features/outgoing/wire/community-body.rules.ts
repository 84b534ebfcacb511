/**
 * The body of style `community` (wire/returning-ai.md 9): one event of one name, its keys always in this order, ids of
 * 24 hex digits, and in `data.user` the member of whom it tells.
 */
import { communityEventNames } from '../../../../contracts/endpoint-wire.ts'
import { shortId } from '../../../platform/short-id.rules.ts'
import type { SentEvent } from './standard-body.rules.ts'

/** A member as the planner found it; `number` is null for one who had gone by then, and for a test player. */
export interface Person {
  id: string
  number: number | null
  username: string
  displayName: string
  email: string | null
  customFields: Record<string, unknown>
  /** Whether it is the test player of an app. */
  isTest?: boolean
}

export interface SendingEndpoint {
  id: string
  name: string
  /** Of the app whose webhook it is. */
  clientId?: string | null
}

const testName = 'test'

export const communityEventName = (type: string): string => communityEventNames[type] ?? testName

/** Whether somebody has to be looked up for the body. */
export const tellsOfPerson = (type: string): boolean => type in communityEventNames

export function communityBody(event: SentEvent, endpoint: SendingEndpoint, person: Person | null): Buffer {
  return Buffer.from(JSON.stringify(communityDocument(event, endpoint, person)))
}

export function communityDocument(event: SentEvent, endpoint: SendingEndpoint, person: Person | null) {
  return {
    id: shortId(event.id),
    sequence: event.sequence,
    communityId: shortId(event.communityId),
    webhookId: shortId(endpoint.id),
    webhookName: endpoint.name,
    timestamp: event.createdAt.toISOString(),
    event: communityEventName(event.type),
    data: { user: viewPerson(person ?? someone(event)), ...factsOf(event) },
  }
}

/** What the product does not keep is there and empty: receivers rely on the keys. */
function viewPerson({ id, number, username, displayName, email, customFields }: Person) {
  return {
    _id: shortId(id),
    id: number === null ? '' : String(number),
    username,
    displayName,
    firstName: '',
    lastName: '',
    email: email ?? '',
    avatar: '',
    roles: [everybody],
    customFields,
  }
}

/** The one role that everybody holds. */
const everybody = '@all'

/** Of a test nobody is the subject, so it tells of a person who does not exist. */
const nobody: Person = {
  id: '00000000-0000-7000-8000-000000000000',
  number: 0,
  username: 'test_user',
  displayName: 'Test user',
  email: 'test@example.com',
  customFields: {},
}

/** A member of whom no row was found: what the event itself says. */
function someone({ type, payload }: SentEvent): Person {
  if (!tellsOfPerson(type)) return nobody
  const { memberId, username = '' } = payload as { memberId: string; username?: string }
  return { id: memberId, number: null, username, displayName: username, email: null, customFields: {} }
}

/** How somebody joined, in the words of that platform. */
const methods: Readonly<Record<string, string>> = { setup: 'register', invitation: 'invite' }

function factsOf({ type, payload, createdAt }: SentEvent): Record<string, unknown> {
  if (type === 'member.joined') {
    const { method } = payload as { method: string }
    return {
      joinedAt: createdAt.toISOString(),
      method: methods[method] ?? method,
      inviteCode: null,
      referredBy: null,
    }
  }
  if (type === 'member.visited') {
    const { visitedAt, firstVisitOfDay, visitCount, loginStreak } = payload as Record<string, unknown>
    return { visitedAt, firstVisitOfDay, visitCount, loginStreak }
  }
  const { message = '', challenge } = payload as { message?: string; challenge?: string }
  return { message, ...(challenge === undefined ? {} : { challenge }) }
}
