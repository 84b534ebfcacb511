/** Bodies to start a test from, about people who are really there, so that the first dry run finds somebody. */
export interface Person {
  email: string | null
  username: string
}

export interface SampleBody {
  id: string
  label: string
  body: unknown
}

export function sampleBodies(people: readonly Person[]): SampleBody[] {
  const [first = { email: 'player@example.com', username: 'player' }, second = first] = people
  return [
    {
      id: 'quest',
      label: 'A quest reward',
      body: {
        event: 'quest.completed',
        player: { email: first.email ?? 'player@example.com', username: first.username, level: 7 },
        reward: { coins: 50, xp: 120 },
      },
    },
    {
      id: 'order',
      label: 'A purchase in a shop',
      body: {
        id: 'order-1042',
        customer: { email: first.email ?? 'player@example.com' },
        total: '19.90',
        items: [{ sku: 'coins-500', quantity: 1 }],
        coins: 500,
      },
    },
    {
      id: 'match',
      label: 'A match with several players',
      body: {
        matchId: 'match-77',
        players: [
          { username: first.username, result: 'won', xp: 200, coins: 25 },
          { username: second.username, result: 'lost', xp: 80, coins: 5 },
        ],
      },
    },
  ]
}

/** Addresses of a machine or network that senders elsewhere do not reach. */
export function isReachedOnlyFromHere(url: string): boolean {
  const host = new URL(url).hostname
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host)
}
