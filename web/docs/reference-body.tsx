/** Everything about every endpoint, section by section, and the refusals at the end; drawn once. */
import { memo, useMemo } from 'react'
import { EndpointPart } from './endpoint-part.tsx'
import type { Reference } from './reference.rules.ts'
import { allRefusals } from './refusal-advice.rules.ts'
import { RefusalsPart } from './refusals-part.tsx'
import { sectionWords } from './section-words.rules.ts'

export const ReferenceBody = memo(function ReferenceBody({ reference }: { reference: Reference }) {
  const refusals = useMemo(() => allRefusals(reference.refusals), [reference])
  return (
    <>
      {reference.sections.map(({ tag, endpoints }) => {
        const { title, sentence } = sectionWords(tag)
        return (
          <div key={tag}>
            <div id={tag} className="scroll-mt-12 border-t border-line pt-16 pb-6">
              <h2 className="text-20 font-semibold tracking-tight text-ink">{title}</h2>
              <p className="mt-1 max-w-[68ch] text-pretty text-14 text-ink-2">{sentence}</p>
            </div>
            {endpoints.map((endpoint) => (
              <EndpointPart
                key={endpoint.name}
                endpoint={endpoint}
                commonRefusals={reference.commonRefusals}
              />
            ))}
          </div>
        )
      })}
      <RefusalsPart refusals={refusals} reference={reference} />
    </>
  )
})
