/** The sample: Catch, the last requests, a pasted mock, and the payload as a tree whose values can be used. */
import { lazy, Suspense, useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { type JsonPick, JsonTree } from '../../../../ui/json-tree.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { CatchButton, WaitingLine } from './catch-button.tsx'
import { marksOf } from './marks.tsx'
import { NoSample } from './no-sample.tsx'
import { SampleMenu } from './sample-menu.tsx'
import type { MappingEditor } from './use-mapping-editor.ts'
import { type Sampling, sampleAnchor } from './use-sample.ts'

/** They are for who has a sample, and opens them. */
const PickMenu = lazy(async () => ({ default: (await import('./pick-menu.tsx')).PickMenu }))
const PasteSampleDialog = lazy(async () => ({
  default: (await import('./paste-sample-dialog.tsx')).PasteSampleDialog,
}))

interface Props {
  webhook: IncomingWebhook
  editor: MappingEditor
  sampling: Sampling
  /** Of the sample, with the texts read that are JSON. */
  payload: unknown
}

export function SampleSection({ webhook, editor, sampling, payload }: Props) {
  const [isPasting, setPasting] = useState(false)
  const [picked, setPicked] = useState<JsonPick | null>(null)
  const [said, setSaid] = useState('')
  const { sample } = sampling
  return (
    <div id={sampleAnchor} className="min-w-0 scroll-mt-16 lg:sticky lg:top-16 lg:z-10">
      <Section
        title="Sample"
        description={
          sampling.isWaiting ? (
            <WaitingLine />
          ) : sample === null ? (
            'None yet'
          ) : sample.receivedAt === null ? (
            'A pasted mock'
          ) : (
            <>
              Received <RelativeTime at={sample.receivedAt} className="text-ink-3" />
            </>
          )
        }
        isFlush
        actions={
          <>
            <SampleMenu sampling={sampling} onPaste={() => setPasting(true)} />
            <CatchButton sampling={sampling} />
          </>
        }
      >
        {sampling.isLoading ? (
          <div className="p-4">
            <SkeletonLines count={9} label="Loading the sample" />
          </div>
        ) : sampling.problem ? (
          <ErrorState problem={sampling.problem} what="the last requests" onRetry={sampling.reload} />
        ) : sample === null ? (
          <NoSample webhook={webhook} sampling={sampling} onPaste={() => setPasting(true)} />
        ) : sample.problem !== null ? (
          <div className="p-4">
            <Notice tone="bad" title={sample.problem}>
              This request cannot serve as a sample. Mend the sender or the settings, and send another one.
            </Notice>
          </div>
        ) : (
          <>
            <JsonTree
              label="the payload"
              value={payload}
              onPick={setPicked}
              marks={marksOf(editor, payload)}
              selectedPath={picked?.path ?? null}
              className="max-h-[min(34rem,70vh)]"
            />
            <p className="border-t border-line px-4 py-2 text-12 text-ink-3">
              Click a value, or press Enter on it, to say where it goes.
            </p>
          </>
        )}
      </Section>
      <p role="status" className="sr-only">
        {said}
      </p>
      <Suspense fallback={null}>
        {picked && sample && (
          <PickMenu
            picked={picked}
            payload={payload}
            editor={editor}
            onDone={setSaid}
            onClose={() => setPicked(null)}
          />
        )}
        {isPasting && (
          <PasteSampleDialog sample={sample} onPaste={sampling.paste} onClose={() => setPasting(false)} />
        )}
      </Suspense>
    </div>
  )
}
