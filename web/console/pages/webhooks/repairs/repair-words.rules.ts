/** Repairs in words: what is offered, what runs, and what came of it. */
import type { Repair, RepairKind, RepairPreview } from '../../../../../contracts/repairs.ts'
import { assetName, formatAmount, formatCount } from '../../../../ui/amount.rules.ts'

const requests = (count: number) => (count === 1 ? '1 request' : `${formatCount(count)} requests`)

/** On the button that opens the preview. */
export function offerWords(kind: RepairKind, count: number): string {
  const shown = formatCount(count)
  if (kind === 'rerun') return `Run ${shown} failed again…`
  if (kind === 'undo') return `Undo ${shown} applied…`
  if (kind === 'apply') return `Apply ${shown} waiting…`
  return `Discard ${shown} waiting…`
}

/** The title of the preview, and the verb on its button. */
export const titles: Record<RepairKind, string> = {
  rerun: 'Run the failed again',
  undo: 'Undo what was applied',
  apply: 'Apply what waited',
  discard: 'Discard what waits',
}

export function startWords(kind: RepairKind, count: number): string {
  if (kind === 'rerun') return `Run ${requests(count)} again`
  if (kind === 'undo') return `Undo ${requests(count)}`
  if (kind === 'apply') return `Apply ${requests(count)}`
  return `Discard ${requests(count)}`
}

const doing: Record<RepairKind, (what: string) => string> = {
  rerun: (what) => `Running ${what} again`,
  undo: (what) => `Undoing ${what}`,
  apply: (what) => `Applying ${what}`,
  discard: (what) => `Discarding ${what}`,
}

export function stateWords({ kind, state, counts }: Repair): string {
  const what = doing[kind](requests(counts.total))
  if (state === 'running') return what
  if (state === 'paused') return `${what}: paused`
  return state === 'canceled' ? `${what}: canceled` : `${what}: done`
}

/** What the settled ones came to, e.g. "118 undone, 2 left as they were". */
export function countWords({ kind, counts }: Repair): string {
  const { succeeded, failed } = counts
  const good = { rerun: 'succeeded', undo: 'undone', apply: 'succeeded', discard: 'discarded' }[kind]
  const bad = kind === 'undo' ? 'left as they were' : kind === 'rerun' ? 'failed again' : 'failed'
  const words = [`${formatCount(succeeded)} ${good}`]
  if (failed > 0) words.push(`${formatCount(failed)} ${bad}`)
  return words.join(', ')
}

/** "45 per second, about 2 min left"; nothing before the first batch. */
export function paceWords({ perSecond, secondsLeft }: Repair): string | null {
  if (perSecond === null || secondsLeft === null) return null
  const rate = perSecond >= 10 ? formatCount(Math.round(perSecond)) : String(perSecond)
  return `${rate} per second, about ${timeWords(secondsLeft)} left`
}

function timeWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}

type Tried = RepairPreview['samples'][number]['after']

/** What would come out of one sample, in a line. */
export function outcomeWords({ status, outcome, effects, problems }: Tried): string {
  const [problem] = problems
  if (status === 'failed') return problem ? problem.reason : 'Would fail'
  const [effect] = effects
  if (outcome === 'nothing_to_do' || !effect) return 'Nothing to do'
  const more = effects.length > 1 ? ` and ${formatCount(effects.length - 1)} more` : ''
  const change =
    effect.kind === 'currency'
      ? `${formatAmount(effect.amount, 'change')} ${assetName(effect.asset)}`
      : `sets ${effect.field}`
  return `${change} for ${effect.memberLabel}${more}`
}
