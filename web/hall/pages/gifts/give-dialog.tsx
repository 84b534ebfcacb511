/** Gives units to another member: to whom, how many, with what words; it says when they are the other's. */
import { useState } from 'react'
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'
import { useWrite } from '../../../api/queries.ts'
import { useRetryKey } from '../../../api/use-retry-key.ts'
import { useMembership } from '../../../app/community.tsx'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { Field } from '../../../ui/field.tsx'
import { Input, TextArea } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { QuantityField } from '../item/quantity-field.tsx'
import { TierField } from '../item/tier-field.tsx'
import { UnitsDialog } from '../item/units-dialog.tsx'
import { giftReads } from './gift-reads.ts'
import { givenWords, usernameTyped, whyNotTo } from './gift-words.rules.ts'
import { WhenTheirs } from './when-theirs.tsx'

interface Props {
  item: Item
  /** Those with units that can be given. */
  holdings: readonly Holding[]
  /** The one chosen on the page behind. */
  tier: string
  onClose: () => void
}

const messageMax = 200

export function GiveDialog({ item, holdings, onClose, ...chosen }: Props) {
  const { communityId, username } = useMembership()
  const toast = useToast()
  const [entry, setEntry] = useState({
    to: '',
    tier: (holdings.find(({ tier }) => tier === chosen.tier) ?? holdings[0])?.tier ?? '',
    quantity: '1',
    message: '',
  })
  const most = holdings.find(({ tier }) => tier === entry.tier)?.tradable ?? 0
  const quantity = Number(entry.quantity)
  const toUsername = usernameTyped(entry.to)
  const whyNot = whyNotTo(toUsername, username)
  const isReady = toUsername !== '' && whyNot === undefined && quantity >= 1 && quantity <= most
  const give = useWrite('offerGift', {
    refreshes: giftReads,
    // The last unit takes this dialog with it where it is the other's at once.
    onDone: (gift) => {
      onClose()
      toast.done(givenWords(gift))
    },
  })
  const keyOf = useRetryKey(give.error)
  const change = (part: Partial<typeof entry>) => {
    setEntry({ ...entry, ...part })
    give.reset()
  }
  const submit = () => {
    if (!isReady) return
    const message = entry.message.trim()
    const body = {
      ...{ toUsername, itemId: item.id, tier: entry.tier, quantity },
      ...(message === '' ? {} : { message }),
    }
    give.mutate({ params: { communityId }, body, idempotencyKey: keyOf(body) })
  }
  return (
    <UnitsDialog
      id="give-units"
      title={`Give ${item.name}`}
      onClose={onClose}
      action={`Give ${unitsOf(quantity)}`}
      isPending={give.isPending}
      isReady={isReady}
      problem={give.error}
      onSubmit={submit}
    >
      <Field
        label="To"
        hint="A username, as its owner sees it under Me."
        error={whyNot ?? give.error?.errorOf('toUsername')}
      >
        <Input
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={51}
          value={entry.to}
          onChange={(event) => change({ to: event.target.value })}
        />
      </Field>
      <TierField holdings={holdings} value={entry.tier} onPick={(tier) => change({ tier })} />
      <QuantityField
        label="Units"
        hint={`You can give ${formatCount(most)}.`}
        value={entry.quantity}
        most={most}
        onChange={(value) => change({ quantity: value })}
      />
      <Field label="Message" note="optional">
        <TextArea
          rows={2}
          maxLength={messageMax}
          value={entry.message}
          onChange={(event) => change({ message: event.target.value })}
        />
      </Field>
      <WhenTheirs />
    </UnitsDialog>
  )
}
