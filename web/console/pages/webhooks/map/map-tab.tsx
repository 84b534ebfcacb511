/** Catch and map: the address and a test above, the payload on the left, the mapping and its dry run on the right. */
import { lazy, Suspense, useMemo } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { AddressSection } from '../sending/address-section.tsx'
import { DryRunSection } from './dry-run-section.tsx'
import { withTextsRead } from './inner-json.rules.ts'
import { MappingSection } from './mapping-section.tsx'
import { OptionsSection } from './options-section.tsx'
import { SampleSection } from './sample-section.tsx'
import { Steps } from './steps.tsx'
import { useDryRun } from './use-dry-run.ts'
import type { MappingEditor } from './use-mapping-editor.ts'
import { payloadOf, type Sampling } from './use-sample.ts'

/** Nothing is kept of most webhooks. */
const KeptReceipts = lazy(async () => ({ default: (await import('./kept-receipts.tsx')).KeptReceipts }))

interface Props {
  webhook: IncomingWebhook
  editor: MappingEditor
  sample: Sampling
  onVersions: () => void
}

export function MapTab({ webhook, editor, sample, onVersions }: Props) {
  const dryRun = useDryRun(webhook.id, editor, sample.sample)
  const { texts } = editor.draft
  const { counts } = webhook
  const payload = useMemo(() => withTextsRead(payloadOf(sample.sample), texts), [sample.sample, texts])
  return (
    <div className="flex flex-col gap-4">
      {webhook.mapping === null && <Steps editor={editor} sampling={sample} />}
      <AddressSection webhook={webhook} sampling={sample} />
      {counts.pending + counts.awaitingMember > 0 && (
        <Suspense fallback={null}>
          <KeptReceipts webhook={webhook} />
        </Suspense>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <SampleSection editor={editor} sampling={sample} payload={payload} webhook={webhook} />
        <div className="flex min-w-0 flex-col gap-4">
          <MappingSection
            webhook={webhook}
            editor={editor}
            payload={payload}
            dryRun={dryRun}
            onVersions={onVersions}
          />
          <DryRunSection editor={editor} sample={sample.sample} dryRun={dryRun} />
          <OptionsSection editor={editor} payload={payload} dryRun={dryRun} />
        </div>
      </div>
    </div>
  )
}
