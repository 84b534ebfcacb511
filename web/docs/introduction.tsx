/** What holds for every endpoint: keys, safe repeats, pages, revisions, limits, problems. */
import type { ReactNode } from 'react'
import { introductionParts } from './introduction-parts.ts'
import { introductionSamples } from './introduction-samples.ts'
import { Part } from './part.tsx'
import { Code } from './prose.tsx'
import { Sample } from './sample.tsx'

const linkClass = 'text-accent-text underline underline-offset-2 hover:no-underline'
const to = (id: string, words: string) => (
  <a href={`#${id}`} className={linkClass}>
    {words}
  </a>
)

const file = (path: string) => (
  <a href={path} className={linkClass}>
    <Code>{path}</Code>
  </a>
)

const words: Readonly<Record<(typeof introductionParts)[number]['id'], ReactNode>> = {
  introduction: (
    <>
      <p>
        Everything the console and the hall do goes through this API. It takes and answers JSON over HTTP; ids
        are UUIDs, times are RFC 3339 in UTC, amounts are whole numbers. The first call reads the community of
        the key.
      </p>
      <p>
        The same as OpenAPI 3.1: {file('/api/openapi.json')}; of the wire of games made for FINGI:{' '}
        {file('/api/openapi-fingi.json')}.
      </p>
    </>
  ),
  keys: (
    <>
      <p>
        Other systems send an API key as <Code>Authorization: Bearer</Code>. A key belongs to one community
        and holds only the permissions it was given; make one under Community Settings, API keys. It is shown
        once: keep it in a secret store, never in a page or an app that others can read.
      </p>
      <p>
        People use the session cookie that {to('logIn', 'signing in')} sets. A few endpoints are for people
        only; each endpoint says who may call it. Where a path names a member, <Code>me</Code> is the member
        who calls; a key is none, and is refused. A staff write may carry <Code>X-Audit-Reason</Code>, which
        the audit log then shows.
      </p>
    </>
  ),
  repeats: (
    <p>
      Send an <Code>Idempotency-Key</Code> of your own (1 to 255 printable characters) with a write, and it
      happens once however often it is sent: for 30 days a repeat gets the first answer again, with{' '}
      <Code>Idempotency-Replayed: true</Code>. A refusal of 404, 409 or 422 is an answer too: another try,
      once it can succeed, takes another key. After those 30 days a repeat of what was done is refused as{' '}
      {to('already_posted', 'already_posted')}. The same key with another request is refused as{' '}
      {to('idempotency_key_reused', 'idempotency_key_reused')}; while the first one still runs, as{' '}
      {to('idempotency_in_progress', 'idempotency_in_progress')}.
    </p>
  ),
  pages: (
    <p>
      Lists answer <Code>data</Code> and <Code>page</Code>. Give <Code>page.next</Code> as <Code>cursor</Code>{' '}
      to get the next page, until it is null; <Code>limit</Code> takes 1 to 200. New entries never shift a
      page. A cursor keeps the filters it was made with: with others it is refused as{' '}
      {to('cursor_invalid', 'cursor_invalid')}.
    </p>
  ),
  revisions: (
    <p>
      What several people may change at a time has a <Code>revision</Code>, which its answer also carries as{' '}
      <Code>ETag</Code>. Send it back as <Code>If-Match</Code>, and a write over somebody else’s change is
      refused as {to('revision_mismatch', 'revision_mismatch')} instead of undoing it. Without the header, the
      last writer wins.
    </p>
  ),
  limits: (
    <p>
      Calls are counted for each minute, by key or account. Every answer says how many are left, in{' '}
      <Code>RateLimit</Code> and <Code>RateLimit-Policy</Code>, and in the older <Code>X-RateLimit-*</Code>.
      Beyond the limit calls are refused as {to('rate_limited', 'rate_limited')}, with the seconds to wait in{' '}
      <Code>Retry-After</Code>.
    </p>
  ),
  problems: (
    <>
      <p>
        A call that fails answers <Code>application/problem+json</Code> (RFC 9457). Decide by{' '}
        <Code>code</Code>, which is stable; <Code>type</Code> leads to{' '}
        {to('refusals', 'its explanation on this page')}. <Code>title</Code> and <Code>detail</Code> are for
        people. For values that are not valid, <Code>errors</Code> names each by a JSON pointer.
      </p>
      <p>
        Every answer carries <Code>X-Request-Id</Code>, and a problem repeats it as <Code>requestId</Code>:
        with it an operator finds the call in the logs.
      </p>
    </>
  ),
}

const titles: Partial<Record<string, string>> = { introduction: 'API reference' }

export function Introduction() {
  return introductionParts.map(({ id, title }) => {
    const sample = introductionSamples(window.location.origin)[id]
    return (
      <Part
        key={id}
        id={id}
        level={id === 'introduction' ? 1 : 2}
        title={titles[id] ?? title}
        aside={<Sample {...sample} format={sample.code.startsWith('{') ? 'json' : 'text'} />}
      >
        <div className="mt-3 flex max-w-[68ch] flex-col gap-3 text-pretty text-14 leading-6 text-ink-2">
          {words[id]}
        </div>
      </Part>
    )
  })
}
