/** A request and what becomes of it: the sample on the empty page of webhooks. */
import { ArrowDown } from 'lucide-react'
import { Amount } from '../../../../ui/amount.tsx'

const request = `{
  "player": { "email": "ada@example.com" },
  "reward": { "coins": 50, "xp": 120 }
}`

export function HowItWorks() {
  return (
    <div className="flex flex-col gap-2 text-13">
      <div className="rounded-lg border border-line bg-sunken px-4 py-3">
        <p className="pb-1 text-12 font-medium text-ink-3">Your game sends any JSON</p>
        <pre className="whitespace-pre-wrap font-mono text-12 text-ink">{request}</pre>
      </div>
      <ArrowDown aria-hidden className="mx-auto size-4 text-ink-3" />
      <div className="rounded-lg border border-line bg-sunken px-4 py-3">
        <p className="pb-1 text-12 font-medium text-ink-3">You map it once, by clicking its values</p>
        <p className="text-ink">
          Find the member by <strong className="font-medium">email</strong> in{' '}
          <code className="font-mono text-12">$.player.email</code>.{' '}
          <strong className="font-medium">Add</strong>{' '}
          <code className="font-mono text-12">$.reward.coins</code> to{' '}
          <strong className="font-medium">Coins</strong> and{' '}
          <code className="font-mono text-12">$.reward.xp</code> to{' '}
          <strong className="font-medium">XP</strong>.
        </p>
      </div>
      <ArrowDown aria-hidden className="mx-auto size-4 text-ink-3" />
      <div className="rounded-lg border border-line bg-sunken px-4 py-3">
        <p className="pb-1 text-12 font-medium text-ink-3">From then on the ledger moves</p>
        <p className="flex flex-wrap gap-x-4 text-ink">
          <span>Ada</span>
          <Amount value={50} asset="coins" />
          <Amount value={120} asset="xp" />
        </p>
      </div>
    </div>
  )
}
