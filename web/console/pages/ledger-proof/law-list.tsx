/** The eight laws, each with what the run found of it, and the way to what is broken. */
import { CircleCheck, CircleX } from 'lucide-react'
import type { ConservationRun } from '../../../../contracts/conservation.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Section } from '../../../ui/section.tsx'
import { FindingLink } from './finding-link.tsx'
import { foundOf, type LawFound, shownWords } from './laws.rules.ts'

export function LawList({ run }: { run: ConservationRun }) {
  return (
    <Section title="The laws" isFlush>
      <ul className="divide-y divide-line">
        {foundOf(run).map((law) => (
          <Law key={law.check} found={law} />
        ))}
      </ul>
    </Section>
  )
}

function Law({ found: { check, law, sentence, problems } }: { found: LawFound }) {
  const { communityId } = useCommunityParams()
  const holds = problems.length === 0
  const Icon = holds ? CircleCheck : CircleX
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-13">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="font-medium text-ink">
            <span className="mr-2 font-mono text-12 font-normal text-ink-3">{check}</span>
            {law}
          </h3>
          <p className="max-w-[72ch] text-ink-2">{sentence}</p>
        </div>
        <span className={`inline-flex items-center gap-1 font-medium ${holds ? 'text-good' : 'text-bad'}`}>
          <Icon aria-hidden className="size-4" />
          {holds ? 'Holds' : `${formatCount(problems.length)} broken`}
        </span>
      </div>
      {!holds && (
        <ul aria-label={`Broken by ${check}`} className="flex flex-col gap-1 border-l-2 border-bad-line pl-3">
          {problems.map(({ words, subject }) => (
            <li key={words} className="flex flex-wrap items-baseline gap-x-3 [overflow-wrap:anywhere]">
              <span className="min-w-0 text-ink">{shownWords(words, communityId)}</span>
              {subject !== null && <FindingLink subject={subject} />}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
