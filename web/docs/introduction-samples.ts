/** What the introduction shows beside its words: commands that work, and headers as they really come. */
import { exampleId } from './example.rules.ts'
import type { introductionParts } from './introduction-parts.ts'

type PartId = (typeof introductionParts)[number]['id']

interface IntroductionSample {
  caption: string
  label: string
  code: string
}

const key = '-H "Authorization: Bearer $GUILDHALL_API_KEY"'
const lines = (...parts: string[]) => parts.join('\n')
const command = (...parts: string[]) => parts.join(' \\\n  ')

export function introductionSamples(origin: string): Record<PartId, IntroductionSample> {
  const community = `${origin}/api/communities/$COMMUNITY_ID`
  return {
    introduction: {
      caption: 'cURL',
      label: 'a first call',
      code: lines(
        'export GUILDHALL_API_KEY=ghc_…',
        'export COMMUNITY_ID=…',
        '',
        command(`curl "${community}"`, key),
      ),
    },
    keys: {
      caption: 'Header',
      label: 'the header with the key',
      code: 'Authorization: Bearer ghc_x7QmT4nB…',
    },
    repeats: {
      caption: 'cURL',
      label: 'a write that is safe to repeat',
      code: command(
        `curl "${community}/members/$MEMBER_ID/adjustments"`,
        key,
        `-H 'Idempotency-Key: quiz-2026-47-ada'`,
        `-H 'Content-Type: application/json'`,
        `-d '{"asset": "coins", "amount": 25, "reason": "Won the weekly quiz"}'`,
      ),
    },
    pages: {
      caption: 'Answer 200',
      label: 'the end of a page',
      code: lines('{', '  "data": […],', '  "page": {', '    "next": "eyJ2IjoxLCJhZnRlciI6…"', '  }', '}'),
    },
    revisions: {
      caption: 'Headers',
      label: 'the headers of a revision',
      code: lines('# of the answer that was read', 'ETag: "7"', '', '# of the write', 'If-Match: "7"'),
    },
    limits: {
      caption: 'Headers of every answer',
      label: 'the headers of the limits',
      code: lines(
        'RateLimit-Policy: "default";q=1200;w=60',
        'RateLimit: "default";r=1184;t=42',
        'X-RateLimit-Limit: 1200',
        'X-RateLimit-Remaining: 1184',
        'X-RateLimit-Reset: 42',
      ),
    },
    problems: {
      caption: 'Answer 409',
      label: 'a problem',
      code: JSON.stringify(
        {
          type: '/docs#insufficient_balance',
          title: 'The balance is too small',
          status: 409,
          code: 'insufficient_balance',
          detail: 'The balance is 20 coins.',
          requestId: exampleId('requestId'),
        },
        null,
        2,
      ),
    },
  }
}
