/** What counts as the echo of a challenge. */
import { expect, it } from 'vitest'
import { echoesChallenge } from './ownership.rules.ts'

const challenge = 'Zm9vYmFyYmF6cXV4Zm9vYmFy'

it.each([
  challenge,
  ` ${challenge}\n`,
  `{"challenge":"${challenge}"}`,
  `{"ok":true,"challenge":"${challenge}"}`,
])('%j proves it', (body) => expect(echoesChallenge(Buffer.from(body), challenge)).toBe(true))

it.each(['', 'ok', `x${challenge}`, '{"challenge":', '{"challenge":null}', `["${challenge}"]`])(
  '%j does not',
  (body) => expect(echoesChallenge(Buffer.from(body), challenge)).toBe(false),
)

it('nor does an answer without a body', () => expect(echoesChallenge(null, challenge)).toBe(false))
