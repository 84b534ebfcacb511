/** The catalog of events as it is shown: each type with the schema of its payload, and a body as it is sent. */

import { communityEventNames } from '../../../../contracts/endpoint-wire.ts'
import type { EventTypeView } from '../../../../contracts/event-types.ts'
import { customEvents } from '../../../../contracts/events/custom.ts'
import type { EventType } from '../../../../contracts/events/index.ts'
import { standardDocument } from '../wire/standard-body.rules.ts'

const exampleEvent = {
  id: '01995c2e-0000-7000-8000-0000000000e1',
  communityId: '01995c2e-0000-7000-8000-0000000000c1',
  sequence: 4711,
  createdAt: new Date('2026-11-25T12:00:00.000Z'),
}

export function viewEventType({
  name,
  summary,
  version,
  payload,
  example,
  isSubscribable,
}: EventType): EventTypeView {
  return {
    name,
    summary,
    version,
    isSubscribable,
    schema: payload,
    communityStyleName: communityEventNames[name] ?? null,
    example: standardDocument({
      ...exampleEvent,
      type: name === customEvents.name ? 'custom.match_ended' : name,
      payload: example,
    }),
  }
}
