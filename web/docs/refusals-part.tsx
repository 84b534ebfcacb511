/** Every code that a problem can carry, each with its anchor: what it means, what to do, and who answers it. */
import { cx } from '../ui/cx.ts'
import { Part } from './part.tsx'
import { Code, Prose } from './prose.tsx'
import type { Reference, Refusal } from './reference.rules.ts'
import { adviceFor } from './refusal-advice.rules.ts'

interface Props {
  refusals: readonly Refusal[]
  reference: Reference
}

export function RefusalsPart({ refusals, reference }: Props) {
  const endpoints = reference.sections.flatMap((section) => section.endpoints)
  const isCommon = (code: string) => reference.commonRefusals.some((each) => each.code === code)
  return (
    <Part id="refusals" level={2} title="Refusals">
      <p className="mt-3 max-w-[68ch] text-pretty text-14 leading-6 text-ink-2">
        Every way the API says no. Where several hold, the one higher up is answered. Codes are stable; titles
        may be reworded.
      </p>
      <ul className="mt-6 divide-y divide-line border-y border-line xl:-mr-[30rem]">
        {refusals.map(({ code, status, title }) => (
          <li
            key={code}
            id={code}
            className={cx(
              'scroll-mt-12 px-3 py-4 data-reached:bg-accent-soft max-sm:scroll-mt-14 sm:grid sm:grid-cols-[16rem_minmax(0,1fr)] sm:gap-6',
            )}
          >
            <div className="min-w-0">
              <a
                href={`#${code}`}
                className="font-mono text-13 font-semibold text-ink underline-offset-2 [overflow-wrap:anywhere] hover:underline"
              >
                {code}
              </a>
              <p className="font-mono text-12 text-ink-3">{status}</p>
            </div>
            <div className="min-w-0 max-sm:mt-2">
              <p className="text-14 font-medium text-ink">{title}</p>
              <p className="mt-0.5 max-w-[68ch] text-pretty text-13 text-ink-2">
                <Prose text={adviceFor(code) ?? ''} />
              </p>
              <AnsweredBy
                isCommon={isCommon(code)}
                names={endpoints
                  .filter((endpoint) => endpoint.refusals.some((each) => each.code === code))
                  .map(({ name }) => name)}
              />
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function AnsweredBy({ isCommon, names }: { isCommon: boolean; names: readonly string[] }) {
  if (isCommon) return <p className="mt-1 text-12 text-ink-3">Any endpoint may answer this.</p>
  if (names.length === 0) return null
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-12 text-ink-3">
      {names.map((name) => (
        <a key={name} href={`#${name}`} className="underline-offset-2 hover:underline">
          <Code className="text-ink-2">{name}</Code>
        </a>
      ))}
    </p>
  )
}
