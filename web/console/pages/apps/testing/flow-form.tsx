/** Tries a flow as the test player: an item, what to do with it, how many, and at which price where one is asked for. */
import { useState } from 'react'
import type { App } from '../../../../../contracts/apps.ts'
import type { Item } from '../../../../../contracts/items.ts'
import type { TestStepName } from '../../../../../contracts/test-players.ts'
import { useRead, useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { Section } from '../../../../ui/section.tsx'
import { SkeletonLines } from '../../../../ui/skeleton.tsx'
import { ErrorState } from '../../../../ui/states.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { flowOf, flowsOf, stepDone } from './flow.rules.ts'

/** As many as one choice can usefully offer. */
const itemsShown = 200

/** What is read for the choice. */
export const itemsToTry = (params: { communityId: string; appId: string }) => ({
  params,
  query: { state: 'live' as const, limit: itemsShown },
})

export function FlowForm({ app }: { app: App }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const items = useRead('listItems', itemsToTry(params))
  const live = items.data?.data ?? []
  return (
    <Section
      title="Try a flow"
      description="The real thing: units are held, the game is told, and what it answers decides. Each webhook of it is marked as a test."
    >
      {live.length > 0 ? (
        <Fields app={app} items={live} />
      ) : items.error ? (
        <ErrorState problem={items.error} what="the items" onRetry={() => void items.refetch()} />
      ) : items.data ? (
        <p className="text-13 text-ink-2">Publish an item first, in the tab Items.</p>
      ) : (
        <SkeletonLines count={3} label="Loading the items" />
      )}
    </Section>
  )
}

function Fields({ app, items }: { app: App; items: readonly Item[] }) {
  const params = { ...useCommunityParams(), appId: app.id }
  const toast = useToast()
  const [entry, setEntry] = useState({ itemId: '', step: 'grant', tier: '', quantity: '1', unitPrice: '100' })
  const take = useWrite('takeTestStep', { refreshes: ['getInventory', 'listDeliveries', 'listMerges'] })
  const item = items.find(({ id }) => id === entry.itemId) ?? (items[0] as Item)
  const offered = flowsOf(item)
  const flow = offered.find(({ step }) => step === entry.step) ?? flowOf('grant')
  const tier = item.tiers.find(({ key }) => key === entry.tier)?.key ?? item.tiers[0]?.key ?? ''
  const quantity = Number(entry.quantity)
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const digits = (value: string) => value.replaceAll(/\D/g, '')
  const submit = () => {
    if (quantity < 1) return
    const step: TestStepName = flow.step
    const price = flow.hasPrice ? { unitPrice: Math.max(1, Number(entry.unitPrice)) } : {}
    take.mutate(
      { params, body: { step, itemId: item.id, tier, quantity, ...price } },
      { onSuccess: () => toast.done(stepDone(step, quantity)) },
    )
  }
  return (
    <Form problem={take.error} onSubmit={submit}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Item">
          <Select
            value={item.id}
            onPick={(itemId) => change({ itemId })}
            options={items.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label="Flow" hint={flow.hint}>
          <Select
            value={flow.step}
            onPick={(step) => change({ step })}
            options={offered.map(({ step, label }) => ({ value: step, label }))}
          />
        </Field>
        {item.tiers.length > 1 && (
          <Field label="Tier">
            <Select
              value={tier}
              onPick={(key) => change({ tier: key })}
              options={item.tiers.map(({ key }) => ({ value: key, label: key }))}
            />
          </Field>
        )}
        <Field label="Units">
          <Input
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            value={entry.quantity}
            onChange={(event) => change({ quantity: digits(event.target.value) })}
          />
        </Field>
        {flow.hasPrice && (
          <Field label="Price of a unit">
            <Input
              inputMode="numeric"
              autoComplete="off"
              maxLength={15}
              value={entry.unitPrice}
              onChange={(event) => change({ unitPrice: digits(event.target.value) })}
            />
          </Field>
        )}
      </div>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" isPending={take.isPending} disabled={quantity < 1}>
          {flow.label}
        </Button>
      </div>
    </Form>
  )
}
