/** Creates a currency, or changes the name and the icon of one; its code stays for ever. */
import { useState } from 'react'
import type { CurrencyIcon as IconName } from '../../../../contracts/currencies.ts'
import type { Asset } from '../../../../contracts/ledger.ts'
import type { EndpointName } from '../../../api/contract-types.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { currencyIconNames } from '../../../ui/currency-icon.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input, Select } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'

interface Props {
  /** Null creates one. */
  currency: Asset | null
  refreshes: readonly EndpointName[]
  onClose: () => void
}

export function CurrencyDialog({ currency, refreshes, onClose }: Props) {
  const params = useCommunityParams()
  const toast = useToast()
  const [name, setName] = useState(currency?.name ?? '')
  const [icon, setIcon] = useState<string>(currency?.icon ?? 'coins')
  const done = (verb: string) => (asset: Asset) => {
    onClose()
    toast.done(`The currency ${asset.name} was ${verb}`)
  }
  const create = useWrite('createCurrency', { refreshes: [...refreshes], onDone: done('created') })
  const update = useWrite('updateCurrency', { refreshes: [...refreshes], onDone: done('changed') })
  const { error, isPending } = currency ? update : create
  const body = { name: name.trim(), icon: icon as IconName }
  const submit = () =>
    currency
      ? update.mutate({ params: { ...params, currency: currency.code }, body })
      : create.mutate({ params, body })
  return (
    <Dialog
      title={currency ? `Edit ${currency.name}` : 'Create currency'}
      description={
        currency
          ? `The code ${currency.code} stays, so mappings and history go on as they are.`
          : 'Amounts are whole numbers. A currency is never deleted, only retired, because its history stays.'
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="currency" variant="primary" isPending={isPending}>
            {currency ? 'Save' : 'Create currency'}
          </Button>
        </>
      }
    >
      <Form id="currency" problem={error} onSubmit={submit}>
        <Field
          label="Name"
          error={
            error?.errorOf('name') ??
            (error?.code === 'name_taken' ? 'Another currency has this name.' : undefined)
          }
        >
          <Input maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Icon">
          <Select
            value={icon}
            onPick={setIcon}
            options={currencyIconNames.map((each) => ({
              value: each,
              label: each.charAt(0).toUpperCase() + each.slice(1),
            }))}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
