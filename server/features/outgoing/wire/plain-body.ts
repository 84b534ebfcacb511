/** The body of a delivery before it is encrypted, in the style of its endpoint. */
import type { EndpointStyle } from '../../../../contracts/endpoint-wire.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import { shortId } from '../../../platform/short-id.rules.ts'
import {
  communityBody,
  communityEventName,
  type SendingEndpoint,
  tellsOfPerson,
} from './community-body.rules.ts'
import { fingiBody, fingiEventName } from './fingi.rules.ts'
import { sentEventOf } from './sent-event.ts'
import { standardBody } from './standard-body.rules.ts'
import { findPerson } from './wire.store.ts'

export interface PlainBody {
  body: Buffer
  /** As the headers name the event: what the body names it. */
  eventId: string
  eventType: string
  /** Whether it tells of the test player of an app. */
  isTest?: boolean
}

export async function plainBodyOf(
  db: Queryable,
  style: EndpointStyle,
  endpoint: SendingEndpoint,
  deliveryId: string,
  event: EventRow,
): Promise<PlainBody> {
  const sent = sentEventOf(event)
  if (style === 'standard') return { body: standardBody(sent), eventId: event.id, eventType: sent.type }
  if (style === 'fingi') {
    const told = await findPerson(db, event.community_id, deliveryId)
    return {
      body: fingiBody(sent, endpoint.clientId ?? '', told),
      eventId: event.id,
      eventType: fingiEventName(sent.type),
      isTest: told?.isTest ?? false,
    }
  }
  const person = tellsOfPerson(sent.type) ? await findPerson(db, event.community_id, deliveryId) : null
  return {
    body: communityBody(sent, endpoint, person),
    eventId: shortId(event.id),
    eventType: communityEventName(sent.type),
  }
}
