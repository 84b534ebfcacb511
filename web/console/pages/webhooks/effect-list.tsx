/** What a request changes or would change: amounts with balances before and after, and field values. */
import type { ReceiptEffect } from '../../../../contracts/receipts.ts'
import { assetName, formatCount } from '../../../ui/amount.rules.ts'
import { Amount } from '../../../ui/amount.tsx'
import { shortValue } from './map/payload-path.rules.ts'

interface Props {
  effects: readonly ReceiptEffect[]
  /** Names of the fields by key. */
  fieldNames: ReadonlyMap<string, string>
  isDryRun?: boolean
}

const shownMax = 100

const cell = 'border-b border-line px-2 py-2 first:pl-3 last:pr-3 group-last:border-b-0'
const head = 'border-b border-line px-2 py-1 text-12 font-medium text-ink-3 first:pl-3 last:pr-3'

export function EffectList({ effects, fieldNames, isDryRun }: Props) {
  const shown = effects.slice(0, shownMax)
  return (
    <div className="@container min-w-0 overflow-hidden rounded-md border border-line">
      <table
        aria-label={isDryRun ? 'What would change' : 'What was changed'}
        className="w-full table-fixed border-separate border-spacing-0 text-13"
      >
        <thead>
          <tr className="bg-sunken text-left">
            <th scope="col" className={head}>
              Member
            </th>
            <th scope="col" className={`${head} w-24 text-right sm:w-28 @lg:w-40`}>
              Change
            </th>
            <th scope="col" className={`${head} w-[36%] text-right sm:w-2/5`}>
              Before and after
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((effect) => (
            <tr key={`${effect.kind} ${effect.element} ${effect.line}`} className="group">
              <td className={`${cell} truncate text-ink`} title={effect.memberLabel}>
                {effect.memberLabel}
              </td>
              {effect.kind === 'currency' ? (
                <CurrencyCells effect={effect} />
              ) : (
                <FieldCells effect={effect} name={fieldNames.get(effect.field) ?? effect.field} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {effects.length > shownMax && (
        <p className="border-t border-line px-3 py-2 text-12 text-ink-3">
          and {formatCount(effects.length - shownMax)} more changes
        </p>
      )}
    </div>
  )
}

function CurrencyCells({ effect }: { effect: ReceiptEffect & { kind: 'currency' } }) {
  return (
    <>
      <td className={`${cell} text-right`}>
        <Amount value={effect.amount} asset={effect.asset} />
      </td>
      <td className={`${cell} truncate text-right tabular-nums text-ink-2`}>
        <span className="sr-only">{assetName(effect.asset)} </span>
        {formatCount(effect.balanceBefore)} <Arrow />{' '}
        <span className="font-medium text-ink">{formatCount(effect.balanceAfter)}</span>
      </td>
    </>
  )
}

function FieldCells({ effect, name }: { effect: ReceiptEffect & { kind: 'field' }; name: string }) {
  return (
    <>
      <td className={`${cell} truncate text-right text-ink`} title={name}>
        {name}
      </td>
      <td className={`${cell} truncate text-right text-ink-2`}>
        <FieldText value={effect.before} /> <Arrow />{' '}
        <span className="font-medium text-ink">
          <FieldText value={effect.after} />
        </span>
      </td>
    </>
  )
}

const Arrow = () => (
  <>
    <span aria-hidden>→</span>
    <span className="sr-only">becomes</span>
  </>
)

function FieldText({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="text-ink-3">empty</span>
  return <>{typeof value === 'string' ? value : shortValue(value)}</>
}
