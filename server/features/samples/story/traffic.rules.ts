/** What happened in the sample community until now: the same story each time, told back from the given moment. */
import { cast, type WebhookKey } from './cast.rules.ts'
import { drawsFrom } from './draws.rules.ts'
import { questOf, requestsOfHour, type SampleRequest } from './requests.rules.ts'

export type Step =
  | { kind: 'request'; at: number; webhook: WebhookKey; key: 'none' | 'right' | 'wrong'; body: unknown }
  | { kind: 'adjustment'; at: number; member: string; asset: 'xp' | 'coins'; amount: number; reason: string }

export const storyDays = 8
const hourMs = 3_600_000
const minuteMs = 60_000
const seed = 20_261_125

/** In the order in which it happened; nothing of it lies ahead of `now`. */
export function storyUntil(now: number): Step[] {
  const draws = drawsFrom(seed)
  const start = now - storyDays * 24 * hourMs
  const steps: Step[] = []
  for (let hour = 0; hour < storyDays * 24 - 1; hour++) {
    const at = start + hour * hourMs
    for (const request of requestsOfHour(draws, hour, new Date(at).getUTCHours())) {
      steps.push(stepOf(request, at + draws.below(60) * minuteMs))
    }
  }
  return [...steps, ...adjustments(start), ...lastHour(now)].sort((one, other) => one.at - other.at)
}

const stepOf = ({ webhook, body, key }: SampleRequest, at: number): Step => ({
  kind: 'request',
  at,
  webhook,
  body,
  key: key ?? (webhook === 'quests' ? 'right' : 'none'),
})

function adjustments(start: number): Step[] {
  const [first, second, third] = cast
  const rows = [
    { day: 1, member: first, asset: 'coins', amount: 250, reason: 'Won the spring race' },
    { day: 2, member: second, asset: 'xp', amount: 400, reason: 'Hosted the newcomers’ evening' },
    { day: 4, member: third, asset: 'xp', amount: -30, reason: 'Left the raid early' },
    { day: 6, member: second, asset: 'xp', amount: -50, reason: 'Counted twice by mistake' },
  ] as const
  return rows.map(({ day, member, ...rest }) => ({
    kind: 'adjustment',
    at: start + (day * 24 + 18) * hourMs,
    member: member?.username ?? '',
    ...rest,
  }))
}

/** The shop was changed just now and calls its price something else; most of its purchases fail. */
function lastHour(now: number): Step[] {
  const requests: SampleRequest[] = Array.from({ length: 24 }, (_, index) => {
    const buyer = cast[index % cast.length]?.email
    const item = 'Lantern'
    const order = index % 3 === 0 ? { item, price: 5 } : { item, cost: 5 }
    return { webhook: 'shop', body: { order: { id: `late-${index}`, ...order }, buyer } }
  })
  const first: SampleRequest = { webhook: 'quests', body: questOf(cast[4]?.username ?? '', 12, 90, 20) }
  return [...requests, first].map((request, index) => stepOf(request, now - (52 - index * 2) * minuteMs))
}
