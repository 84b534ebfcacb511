/** How many days are looked at: one of three, as radio buttons that look like one control. */
import { cx } from '../../../ui/cx.ts'
import { type Range, ranges } from './range.rules.ts'

export function RangeChoice({ value, onPick }: { value: Range; onPick: (range: Range) => void }) {
  return (
    <fieldset className="inline-flex w-fit gap-1 rounded-md border border-line bg-sunken p-1">
      <legend className="sr-only">Days shown</legend>
      {ranges.map((range) => (
        <label
          key={range}
          className={cx(
            'flex h-7 cursor-pointer items-center rounded-sm px-2 text-13 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
            value === range
              ? 'bg-raised font-medium text-ink ring-1 ring-line-strong'
              : 'text-ink-2 hover:text-ink',
          )}
        >
          <input
            type="radio"
            name="range"
            className="sr-only"
            checked={value === range}
            onChange={() => onPick(range)}
          />
          {range} days
        </label>
      ))}
    </fieldset>
  )
}
