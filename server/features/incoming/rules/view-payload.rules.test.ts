/** Every payload can be sent to the console as JSON. */
import { expect, it } from 'vitest'
import { parseBody } from './parse-body.rules.ts'
import { viewPayload } from './view-payload.rules.ts'

it('keeps all digits of big integers, and everything else as it is', () => {
  const reading = parseBody(
    Buffer.from('{"id":820982911946154508,"list":[null,1.5,{"a":"b"}],"toString":1}'),
    null,
  )
  expect(reading.ok && JSON.stringify(viewPayload(reading.payload))).toBe(
    '{"id":"820982911946154508","list":[null,1.5,{"a":"b"}],"toString":1}',
  )
})
