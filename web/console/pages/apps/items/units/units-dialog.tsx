/** Gives units of an item to a member, or takes them: what would happen is shown first, then it is done. */
import { useState } from 'react'
import type { Member } from '../../../../../../contracts/communities.ts'
import type { Item } from '../../../../../../contracts/items.ts'
import { useWrite } from '../../../../../api/queries.ts'
import { useCommunityParams } from '../../../../../app/community.tsx'
import { Button } from '../../../../../ui/button.tsx'
import { Checkbox } from '../../../../../ui/choice.tsx'
import { Dialog } from '../../../../../ui/dialog.tsx'
import { Field } from '../../../../../ui/field.tsx'
import { Form } from '../../../../../ui/form.tsx'
import { Input, Select } from '../../../../../ui/input.tsx'
import { useToast } from '../../../../../ui/toast.tsx'
import { durationWords } from '../tier-draft.rules.ts'
import { MemberPicker } from './member-picker.tsx'
import { done, foretold, type UnitsVerb, unitsOf } from './units.rules.ts'

const take = { value: 'take', label: 'Take' }

/** What somebody else has found to be given or taken; it can still be changed. */
export interface PreparedUnits {
  member: Member
  verb: UnitsVerb
  quantity: number
  tier: string
  reason: string
  /** By which the posting is found again. */
  reference: string
  tags: string[]
}

interface Props {
  item: Item
  prepared?: PreparedUnits
  onClose: () => void
}

export function UnitsDialog({ item, prepared, onClose }: Props) {
  const params = { ...useCommunityParams(), appId: item.appId }
  const toast = useToast()
  const mayGive = item.state === 'live' && item.frozenAt === null
  const [member, setMember] = useState<Member | null>(prepared?.member ?? null)
  const [entry, setEntry] = useState({
    verb: mayGive ? (prepared?.verb ?? 'grant') : 'take',
    tier: prepared?.tier ?? item.tiers[0]?.key ?? '',
    quantity: String(prepared?.quantity ?? 1),
    reason: prepared?.reason ?? '',
    closeOrders: false,
  })
  const dryRun = useWrite('postUnits')
  const post = useWrite('postUnits', {
    refreshes: [
      'getInventory',
      'listGamificationLogs',
      'listTransfers',
      'listSupplies',
      'getReconciliation',
      'listOrders',
      'listGifts',
      'listMerges',
    ],
  })
  const quantity = Number(entry.quantity)
  const isReady = member !== null && quantity > 0 && entry.reason.trim() !== ''
  const foreseen = dryRun.data?.lines[0]
  const closed = (dryRun.data?.closed ?? []).map((order) => order.quantity)
  const forget = () => {
    dryRun.reset()
    post.reset()
  }
  const change = (part: Partial<typeof entry>) => {
    setEntry({ ...entry, ...part })
    forget()
  }
  const submit = () => {
    if (!isReady) return
    const { verb, tier, reason, closeOrders } = entry
    const units = { memberId: member.id, itemId: item.id, tier, quantity }
    const operation = verb === 'take' ? { op: verb, ...units, closeOrders } : { op: verb, ...units }
    const body = {
      ...{ operations: [operation], reason: reason.trim() },
      ...(prepared ? { reference: prepared.reference, tags: prepared.tags } : {}),
    }
    if (foreseen === undefined) {
      return dryRun.mutate({ params, body: { ...body, dryRun: true }, idempotencyKey: null })
    }
    post.mutate(
      { params, body },
      {
        onSuccess: () => {
          onClose()
          toast.done(done(verb, member.displayName, quantity))
        },
      },
    )
  }

  return (
    <Dialog
      title={`Give or take units of “${item.name}”`}
      description="What would happen is shown first; then you decide."
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="post-units"
            variant="primary"
            isPending={dryRun.isPending || post.isPending}
            disabled={!isReady}
          >
            {foreseen === undefined
              ? 'Show what would happen'
              : `${entry.verb === 'grant' ? 'Give' : 'Take'} ${unitsOf(quantity)}`}
          </Button>
        </>
      }
    >
      <Form id="post-units" problem={post.error ?? dryRun.error} onSubmit={submit}>
        <MemberPicker
          member={member}
          onPick={(picked) => {
            setMember(picked)
            forget()
          }}
        />
        <div className="grid grid-cols-2 gap-2">
          <Field label="What">
            <Select
              value={entry.verb}
              onPick={(verb) => change({ verb: verb === 'take' ? 'take' : 'grant' })}
              options={mayGive ? [{ value: 'grant', label: 'Give' }, take] : [take]}
            />
          </Field>
          <Field label="Units">
            <Input
              inputMode="numeric"
              autoComplete="off"
              maxLength={10}
              value={entry.quantity}
              onChange={(event) => change({ quantity: event.target.value.replaceAll(/\D/g, '') })}
            />
          </Field>
        </div>
        {item.tiers.length > 1 && (
          <Field label="Tier">
            <Select
              value={entry.tier}
              onPick={(tier) => change({ tier })}
              options={item.tiers.map(({ key, seconds }) => ({
                value: key,
                label: `${key}: ${durationWords(seconds ?? 0)}`,
              }))}
            />
          </Field>
        )}
        <Field label="Reason" hint="Stands in the histories, with your name.">
          <Input
            autoComplete="off"
            maxLength={200}
            value={entry.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Field>
        {entry.verb === 'take' && (
          <Checkbox
            label="Close orders first"
            hint="Cancels their listings, offered gifts and cancelable merges of it, so that those units can be taken, too."
            isChecked={entry.closeOrders}
            onChange={(closeOrders) => change({ closeOrders })}
          />
        )}
        <p aria-live="polite" className="rounded-md bg-sunken px-3 py-2 text-13 text-ink-2">
          {foreseen === undefined || member === null
            ? 'Nothing is moved before you have seen what would happen.'
            : `${foretold(entry.verb, member.displayName, quantity, foreseen.balanceAfter, closed)} Nothing was moved yet.`}
        </p>
      </Form>
    </Dialog>
  )
}
