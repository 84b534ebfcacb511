/** One endpoint: how it is called, who may, what it takes, what it answers, how it refuses, and a call to copy. */
import { KeyRound, LockOpen, UserRound } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { CopyButton } from '../ui/copy-button.tsx'
import { curlFor } from './curl.rules.ts'
import { FieldList } from './field-list.tsx'
import { MethodBadge } from './method-badge.tsx'
import { Part } from './part.tsx'
import { Prose } from './prose.tsx'
import type { Answer, ReferenceEndpoint, Refusal } from './reference.rules.ts'
import { RefusalRows } from './refusal-rows.tsx'
import { Sample } from './sample.tsx'

const accessIcons = { key: KeyRound, session: UserRound, none: LockOpen } as const

interface Props {
  endpoint: ReferenceEndpoint
  commonRefusals: readonly Refusal[]
}

export function EndpointPart({ endpoint, commonRefusals }: Props) {
  const { name, method, path, summary, notes, access, credential, answers } = endpoint
  const AccessIcon = accessIcons[credential]
  return (
    <Part id={name} level={3} title={summary} aside={<Examples endpoint={endpoint} />}>
      <div className="mt-3 flex items-start gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-2">
        <span className="flex h-6 items-center">
          <MethodBadge method={method} />
        </span>
        <code className="min-w-0 flex-1 py-0.5 font-mono text-13 text-ink [overflow-wrap:anywhere]">
          <PathWords path={path} />
        </code>
        <CopyButton text={`${method} ${path}`} label={`Copy ${method} ${path}`} />
      </div>
      <div className="mt-4 flex max-w-[68ch] flex-col gap-3 text-pretty text-14 leading-6 text-ink-2">
        {notes.map((note) => (
          <p key={note}>
            <Prose text={note} />
          </p>
        ))}
        <p className="flex items-start gap-2 text-13">
          <AccessIcon aria-hidden className="mt-1 size-4 shrink-0 text-ink-3" />
          <span>
            <Prose text={access} />
          </span>
        </p>
      </div>
      <Block title="Path" isShown={endpoint.pathFields.length > 0}>
        <FieldList rows={endpoint.pathFields} />
      </Block>
      <Block title="Query" isShown={endpoint.query.length > 0}>
        <FieldList rows={endpoint.query} />
      </Block>
      <Block
        title="Body"
        note={endpoint.isPartial ? 'At least one of these; what is left out stays.' : undefined}
        isShown={endpoint.body.length > 0}
      >
        <FieldList rows={endpoint.body} />
      </Block>
      {endpoint.takesRevision && (
        <Block title="Header" isShown>
          <FieldList
            rows={[
              {
                name: 'If-Match',
                type: 'string',
                isRequired: false,
                bounds: [],
                values: [],
                description: 'The `ETag` of the answer that was read; refused when somebody changed it since',
                children: [],
                variants: [],
              },
            ]}
          />
        </Block>
      )}
      <Block title={answers.length === 1 ? 'Answer' : 'Answers'} isShown>
        {answers.map((answer) => (
          <AnswerFields key={answer.status} answer={answer} />
        ))}
      </Block>
      <Block title="Refusals" isShown>
        <RefusalRows own={endpoint.refusals} common={commonRefusals} />
      </Block>
    </Part>
  )
}

function PathWords({ path }: { path: string }) {
  return path
    .split('/')
    .slice(1)
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a path never changes
      <Fragment key={index}>
        {/* A long path breaks before a slash. */}
        <wbr />/<span className={part.startsWith('{') ? 'text-accent-text' : ''}>{part}</span>
      </Fragment>
    ))
}

function Block({
  title,
  note,
  isShown,
  children,
}: {
  title: string
  note?: string | undefined
  isShown: boolean
  children: ReactNode
}) {
  if (!isShown) return null
  return (
    <div className="mt-8">
      <h4 className="text-13 font-semibold text-ink">{title}</h4>
      {note && <p className="text-13 text-ink-3">{note}</p>}
      <div className="mt-2">{children}</div>
    </div>
  )
}

function AnswerFields({ answer: { status, rows, mediaType } }: { answer: Answer }) {
  return (
    <div className="mb-4 last:mb-0">
      <p className="mb-2 text-13 text-ink-2">
        <span className="font-mono text-12 font-semibold text-good">{status}</span>{' '}
        {rows.length > 0
          ? 'with these fields:'
          : mediaType === undefined
            ? 'without a body'
            : `with the bytes of ${mediaType}`}
      </p>
      {rows.length > 0 && <FieldList rows={rows} isFolded />}
    </div>
  )
}

function Examples({ endpoint }: { endpoint: ReferenceEndpoint }) {
  const answer = endpoint.answers.findLast(({ example }) => example !== undefined)
  return (
    <>
      <Sample
        caption="cURL"
        label={`a call of ${endpoint.name}`}
        code={curlFor(window.location.origin, endpoint)}
      />
      {answer && (
        <Sample
          caption={`Answer ${answer.status}`}
          format="json"
          label={`an answer of ${endpoint.name}`}
          code={JSON.stringify(answer.example, null, 2)}
        />
      )}
    </>
  )
}
