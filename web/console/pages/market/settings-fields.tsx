/** The fields of the market: its fee with a worked example, the bounds of prices, what listing costs, and in what is paid. */
import { useRead } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Checkbox } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import type { DraftFields } from '../../revised-form.tsx'
import type { problemsOfSettings, SettingsDraft } from './settings-draft.rules.ts'
import { WorkedExample } from './worked-example.tsx'

type Fields = DraftFields<SettingsDraft, ReturnType<typeof problemsOfSettings>>

export function SettingsFields({ draft, onChange, problem, wrong }: Fields) {
  const params = useCommunityParams()
  const assets = useRead('listAssets', { params })
  const currencies = (assets.data?.data ?? []).filter(({ code, isRetired }) => code !== 'xp' && !isRetired)
  const number = (key: 'feePercent' | 'minUnitPrice' | 'maxUnitPrice' | 'listingFee') => (
    <Input
      inputMode={key === 'feePercent' ? 'decimal' : 'numeric'}
      autoComplete="off"
      maxLength={15}
      value={draft[key]}
      onChange={(event) => onChange({ [key]: event.target.value.replaceAll(/[^\d.]/g, '') })}
    />
  )
  const toggle = (code: string, isChosen: boolean) =>
    onChange({
      currencies: isChosen ? [...draft.currencies, code] : draft.currencies.filter((each) => each !== code),
    })
  return (
    <>
      <Field
        label="Market fee in percent"
        hint="Goes off each sale, to the community. Open listings keep the lower of the fee they were made with and this one."
        error={wrong.feePercent ?? problem?.errorOf('feeBps')}
      >
        {number('feePercent')}
      </Field>
      <WorkedExample feePercent={draft.feePercent} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Lowest price of one" error={wrong.minUnitPrice ?? problem?.errorOf('minUnitPrice')}>
          {number('minUnitPrice')}
        </Field>
        <Field label="Highest price of one" error={wrong.maxUnitPrice ?? problem?.errorOf('maxUnitPrice')}>
          {number('maxUnitPrice')}
        </Field>
      </div>
      <Field
        label="Cost of listing"
        hint="Paid for each new listing, and never given back."
        error={wrong.listingFee ?? problem?.errorOf('listingFee')}
      >
        {number('listingFee')}
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-1 text-13 font-medium text-ink">Currencies open for trade</legend>
        <p className="text-12 text-ink-3">With none chosen, all that an item names.</p>
        {currencies.map(({ code, name }) => (
          <Checkbox
            key={code}
            label={name}
            isChecked={draft.currencies.includes(code)}
            onChange={(isChosen) => toggle(code, isChosen)}
          />
        ))}
      </fieldset>
    </>
  )
}
