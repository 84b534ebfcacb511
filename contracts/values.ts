/** The small schemas that many contracts share: ids, times, amounts, pages, problems. */
import Type, { type Static, type TSchema } from 'typebox'

export const idPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

export const Id = Type.String({
  pattern: `^${idPattern}$`,
  maxLength: 36,
  description: 'A UUID, version 7',
})

export const Time = Type.String({ maxLength: 30, description: 'RFC 3339, UTC, milliseconds' })

/** Amounts are integers; beyond 2^53-1 they are refused. */
export const amountMax = Number.MAX_SAFE_INTEGER
export const Amount = Type.Integer({ minimum: -amountMax, maximum: amountMax })

/** Control characters of both sets. */
const control = '\\u0000-\\u001f\\u007f-\\u009f'
/** What nobody sees: two names that differ in these alone look the same. Joiners within words of some scripts are among them. */
const invisible =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u2064\\u206a-\\u206f\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufffb'
/** What turns the direction of the text that follows, also of that which others wrote. */
const turning = '\\u202a-\\u202e\\u2066-\\u2069'
/** What `\s` matches, without its control characters. */
const whiteSpace = ' \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff'

export const emailMax = 254
const inName = `[^\\s@${control}${invisible}${turning}]+`
const emailPattern = `^${inName}@${inName}$`
export const EmailAddress = Type.String({
  minLength: 3,
  maxLength: emailMax,
  pattern: emailPattern,
  description: 'Compared without case',
})

const usernamePattern = `^${inName}$`
export const Username = Type.String({
  minLength: 1,
  maxLength: 50,
  pattern: usernamePattern,
  description:
    'Unique in the community, compared without case; no white space, no @, no invisible characters',
})

// White space, then one character that is seen, then anything but control: no two parts match the same character, so checking a
// megabyte takes one pass.
const linePattern = `^[${whiteSpace}${invisible}]*[^\\s${control}${invisible}${turning}][^${control}${turning}]*$`

/** One line of human words: no control characters, and something to see. */
export const line = (maxLength: number, description?: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: linePattern,
    ...(description ? { description } : {}),
  })

const textPattern = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$'

/** Plain text that may have several lines: no control characters but tabs and ends of lines. */
export const text = (maxLength: number, description?: string) =>
  Type.String({
    maxLength,
    pattern: textPattern,
    ...(description ? { description } : {}),
  })

export const webAddressMax = 2048
/** An address of the web, as it was written; whether it can be read at all is found by whoever keeps it. */
export const webAddress = (description: string) =>
  Type.String({
    minLength: 1,
    maxLength: webAddressMax,
    pattern: `^[hH][tT][tT][pP][sS]?://[^\\s${control}]+$`,
    description,
  })

/** What a pattern that many values share asks for; completes "must be ...". */
export const patternWords: Readonly<Record<string, string>> = {
  [`^${idPattern}$`]: 'an id (a UUID in lower case)',
  [emailPattern]: 'an e-mail address such as ada@example.com',
  [usernamePattern]: 'a word without white space, @ and invisible characters',
  [linePattern]: 'one line of text in which something is to be seen',
  [textPattern]: 'text without control characters',
}

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A closed set of strings as one `enum` schema. */
export const oneOf = <const Values extends readonly string[]>(values: Values, description?: string) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: [...values], ...(description ? { description } : {}) })

export const pageLimitMax = 200
export const pageLimitDefault = 50
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageLimitMax, default: pageLimitDefault })),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1000, description: 'From `page.next` of the answer before' }),
  ),
}

export const Page = Type.Object(
  {
    next: nullable(
      Type.String({ maxLength: 1000, description: 'Cursor of the next page, or null at the end' }),
    ),
  },
  { additionalProperties: false },
)
export type Page = Static<typeof Page>

export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object(
    { data: Type.Array(item, { maxItems: pageLimitMax }), page: Page },
    { additionalProperties: false },
  )

/** An answer that is bytes of this media type and no JSON. */
export const bytesOf = (mediaType: string, maxLength: number) =>
  Type.Unsafe<Uint8Array>({ type: 'string', contentMediaType: mediaType, maxLength })

/** A list that is never long enough to need pages. */
export const listOf = <T extends TSchema>(item: T, maxItems: number) =>
  Type.Object({ data: Type.Array(item, { maxItems }) }, { additionalProperties: false })

/** RFC 9457. */
export const Problem = Type.Object(
  {
    type: Type.String({ maxLength: 200 }),
    title: Type.String({ maxLength: 200 }),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    code: Type.String({ maxLength: 60 }),
    detail: Type.Optional(Type.String({ maxLength: 2000 })),
    requestId: Type.String({ maxLength: 60 }),
    facts: Type.Optional(
      Type.Record(
        Type.String({ maxLength: 40, pattern: '^[a-zA-Z]+$' }),
        Type.Union([
          Type.Integer({ minimum: -amountMax, maximum: amountMax }),
          Type.String({ maxLength: 200 }),
          Type.Null(),
        ]),
        { description: 'What a program needs to go on, by refusal: for example `remaining` and `lowestAsk`' },
      ),
    ),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { pointer: Type.String({ maxLength: 500 }), reason: Type.String({ maxLength: 500 }) },
          { additionalProperties: false },
        ),
        { maxItems: 100 },
      ),
    ),
  },
  { additionalProperties: false, description: 'Problem details, RFC 9457' },
)
export type Problem = Static<typeof Problem>

/** What whoever calls an incoming webhook is told instead: the form of the wire that their code was written for. */
export const SenderProblem = Type.Object(
  {
    status: Type.Literal('error'),
    message: Type.String({ maxLength: 2000, description: 'For people' }),
    code: Type.String({ maxLength: 60, description: 'For programs' }),
    requestId: Type.String({ maxLength: 60 }),
  },
  { additionalProperties: false, description: 'A request that was not taken' },
)
export type SenderProblem = Static<typeof SenderProblem>

export const CommunityParams = Type.Object({ communityId: Id }, { additionalProperties: false })

/** Stands for the member who calls, wherever a path names a member. */
export const ownMember = 'me'
export const MemberId = Type.String({
  pattern: `^(${idPattern}|${ownMember})$`,
  maxLength: 36,
  description: 'A UUID, version 7; or `me`, of the member who calls',
})

/** Parameters of something inside a community, e.g. `inCommunity('memberId')`. */
export const inCommunity = <const Name extends string>(name: Name) =>
  Type.Object(
    { communityId: Id, [name]: name === 'memberId' ? MemberId : Id } as { communityId: typeof Id } & Record<
      Name,
      typeof Id
    >,
    { additionalProperties: false },
  )

/** Who did something, as shown: resolved to a label at the time it happened. */
export const ActorView = Type.Object(
  {
    kind: oneOf(['account', 'api_key', 'portal_link', 'app', 'webhook', 'system']),
    id: nullable(Id),
    label: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
)
export type ActorView = Static<typeof ActorView>
