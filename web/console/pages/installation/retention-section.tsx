/** How long receipts are kept, to be changed by the owner of the installation. */
import { useState } from 'react'
import type { Retention } from '../../../../contracts/retention.ts'
import { tagOf } from '../../../api/call.ts'
import { useRead, useWrite } from '../../../api/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input } from '../../../ui/input.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Section } from '../../../ui/section.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { useToast } from '../../../ui/toast.tsx'

export function RetentionSection() {
  const retention = useRead('getRetention', {})
  return (
    <Section
      title="Retention"
      description="Bodies and headers of receipts go first, the rest of a receipt later. What receipts changed stays for ever; so do those that wait, and the last 20 of each webhook. Attempts and deliveries of outgoing webhooks go by the same days, by whole months."
    >
      {retention.isPending ? (
        <SkeletonLines count={4} label="Loading the retention" />
      ) : retention.error ? (
        <ErrorState problem={retention.error} what="the retention" onRetry={() => void retention.refetch()} />
      ) : (
        <RetentionForm key={retention.data.revision} retention={retention.data} />
      )}
    </Section>
  )
}

function RetentionForm({ retention }: { retention: Retention }) {
  const toast = useToast()
  const [bodyDays, setBodyDays] = useState(String(retention.bodyDays))
  const [metadataDays, setMetadataDays] = useState(String(retention.metadataDays))
  const save = useWrite('setRetention', {
    refreshes: ['getRetention'],
    onDone: () => toast.done('Saved; the next night goes by it'),
  })
  const isUnchanged =
    Number(bodyDays) === retention.bodyDays && Number(metadataDays) === retention.metadataDays
  return (
    <Form
      problem={save.error}
      onSubmit={() =>
        save.mutate({
          body: { bodyDays: Number(bodyDays), metadataDays: Number(metadataDays) },
          ifMatch: tagOf(retention),
        })
      }
    >
      <div className="flex flex-wrap gap-4">
        <Field
          label="Days that bodies are kept"
          error={save.error?.errorOf('bodyDays')}
          className="w-full max-w-60"
        >
          <Input
            type="number"
            min={1}
            max={3650}
            value={bodyDays}
            onChange={(event) => setBodyDays(event.target.value)}
          />
        </Field>
        <Field
          label="Days that metadata is kept"
          error={save.error?.errorOf('metadataDays')}
          className="w-full max-w-60"
        >
          <Input
            type="number"
            min={1}
            max={3650}
            value={metadataDays}
            onChange={(event) => setMetadataDays(event.target.value)}
          />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" disabled={isUnchanged} isPending={save.isPending}>
          Save
        </Button>
        <p className="text-12 text-ink-3">
          {retention.changedAt === null ? (
            'These are the defaults.'
          ) : (
            <>
              Set by {retention.changedBy?.label}, <RelativeTime at={retention.changedAt} />
            </>
          )}
        </p>
      </div>
    </Form>
  )
}
