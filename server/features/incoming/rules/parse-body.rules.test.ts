/** Bodies as senders write them, and as they get them wrong. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBody } from './parse-body.rules.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string, contentType: string | null = 'application/json') =>
  parseBody(bytesOf(text), contentType)
const detailOf = (bytes: Uint8Array, contentType: string | null = 'application/json') => {
  const reading = parseBody(bytes, contentType)
  return reading.ok ? undefined : reading.failure.detail
}

describe('content types', () => {
  it.each([
    'application/json',
    'Application/JSON; charset=utf-8',
    'application/cloudevents+json',
    'text/json',
    'text/plain',
    'application/octet-stream',
    null,
  ])('reads JSON sent as %s', (contentType) => {
    expect(read(' {"coins":50}\n', contentType)).toEqual({ ok: true, payload: { coins: 50 }, warnings: [] })
  })

  it('reads a form as a flat object of texts', () => {
    expect(
      read('email=p1%40example.com&note=gg+wp&off=50%&empty=&flag', 'application/x-www-form-urlencoded'),
    ).toEqual({
      ok: true,
      payload: { email: 'p1@example.com', note: 'gg wp', off: '50%', empty: '', flag: '' },
      warnings: [],
    })
  })

  it('tells repeated and dangerous keys of a form', () => {
    const reading = read('a=1&__proto__=2&a=3', 'application/x-www-form-urlencoded;charset=UTF-8')
    expect(reading).toMatchObject({ ok: true, payload: { a: '3' } })
    expect(reading.ok && reading.warnings).toHaveLength(2)
  })

  it('reads JSON that is labelled as a form, as command line tools send it', () => {
    const reading = read('{"coins":50}', 'application/x-www-form-urlencoded')
    expect(reading).toEqual({
      ok: true,
      payload: { coins: 50 },
      warnings: ['The body is labelled as a form but is JSON'],
    })
  })

  it('gives plain text as one text', () => {
    expect(read('player_one', 'text/plain')).toMatchObject({ ok: true, payload: 'player_one' })
  })

  it('does not take broken JSON for plain text, whatever the label', () => {
    expect(read('{"coins":50', 'text/plain').ok).toBe(false)
    expect(read('hello', 'application/json').ok).toBe(false)
  })

  it.each(['', ' \r\n\t', '\ufeff'])('takes the empty body %j as a try of the address', (text) => {
    expect(read(text)).toEqual({ ok: true, payload: null, warnings: ['The body is empty'] })
  })

  it('refuses a form with more than 10,000 keys', () => {
    expect(detailOf(bytesOf('a=1&'.repeat(10_001)), 'application/x-www-form-urlencoded')).toContain(
      '10000 keys',
    )
  })
})

describe('bytes', () => {
  it('tolerates a byte order mark', () => {
    expect(read('\ufeff{"a":"é"}')).toEqual({ ok: true, payload: { a: 'é' }, warnings: [] })
  })

  it.each([
    [[0x7b, 0x22, 0xff], 3, '0xff'],
    [[0x22, 0xc3, 0x28, 0x22], 2, '0xc3'],
    [[0x22, 0xef, 0xbf, 0xbd, 0xe2, 0x82, 0x22], 5, '0xe2'],
    [[0x22, 0xed, 0xa0, 0x80, 0x22], 2, '0xed'],
  ])('refuses %j as UTF-8 and names byte %i', (bytes, position, byte) => {
    expect(detailOf(Uint8Array.from(bytes))).toBe(
      `The body is not valid UTF-8: byte ${position} (${byte}) belongs to no character`,
    )
  })

  it('refuses percent escapes of a form that are not UTF-8', () => {
    expect(detailOf(bytesOf('a=1&b=%ff'), 'application/x-www-form-urlencoded')).toContain(
      'pair 2 is not UTF-8',
    )
  })

  it('reads from the middle of a larger buffer', () => {
    expect(parseBody(bytesOf('xx{"a":1}xx').subarray(2, 9), null)).toMatchObject({ payload: { a: 1 } })
  })
})

describe('failures', () => {
  it('says line, column and what was expected', () => {
    const reading = read('{\n  "player": "Zoë",\n  "é🙂": 12x\n}')
    expect(reading).toEqual({
      ok: false,
      failure: {
        reason: 'Body is not valid',
        detail: 'The body is not valid JSON: line 3, column 11: expected "," or "}"',
        path: null,
        value: 'x\n}',
        line: null,
        element: null,
      },
    })
  })

  it('never throws and always stays within the bounds of the contract', () => {
    const contentType = fc.constantFrom(
      null,
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 100 }).map(bytesOf),
      fc.json().map((text) => bytesOf(text.slice(0, -1))),
    )
    fc.assert(
      fc.property(bytes, contentType, (body, type) => {
        const reading = parseBody(body, type)
        if (reading.ok) {
          expect(reading.warnings.length).toBeLessThanOrEqual(20)
          expect(reading.warnings.every((warning) => warning.length <= 300)).toBe(true)
          return
        }
        expect(reading.failure.reason).toBe('Body is not valid')
        expect(reading.failure.detail.length).toBeLessThanOrEqual(1000)
        expect(reading.failure.value ?? '').not.toContain('\u0000')
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps to twenty warnings', () => {
    const repeated = Array.from({ length: 100 }, (_, at) => `"k${at}":1,"k${at}":2`).join(',')
    const reading = read(`{${repeated}}`)
    expect(reading.ok && reading.warnings).toHaveLength(20)
    expect(reading.ok && reading.warnings.at(-1)).toBe('There are more warnings than can be shown here')
  })
})
