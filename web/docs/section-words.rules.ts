/** What the sections of the reference are called, and a sentence for each; an unknown one keeps its own name. */
const words: Readonly<Record<string, { title: string; sentence: string }>> = {
  access: {
    title: 'Access',
    sentence: 'People register, sign in and prove their e-mail; other systems get API keys.',
  },
  audit: { title: 'Audit', sentence: 'What staff and keys changed, kept for good.' },
  communities: {
    title: 'Communities and members',
    sentence: 'A community with its settings, its members and the invitations that link them to accounts.',
  },
  fields: { title: 'Custom fields', sentence: 'Attributes of members, with every change they went through.' },
  ledger: {
    title: 'Ledger',
    sentence:
      'XP and coins. Every change is a transfer that says who, when and why, and the sum is always zero.',
  },
  incoming: {
    title: 'Incoming webhooks',
    sentence:
      'Addresses that other systems call. What they send is kept as a receipt and applied by the mapping, exactly once.',
  },
  outgoing: {
    title: 'Outgoing webhooks',
    sentence:
      'Endpoints that events are sent to, signed and repeated until they arrive, and the catalog of what there is.',
  },
  items: {
    title: 'Apps and items',
    sentence:
      'Games of a community and their keys, the catalog, inventories, merges, gifts, active time, and comparing counts.',
  },
  market: {
    title: 'Market',
    sentence:
      'Units for sale: listings and their purchases, orders for what is still in a game, fees and royalties.',
  },
  insights: {
    title: 'Insight',
    sentence: 'How webhooks fare, alerts that open and close by themselves, and the economy day by day.',
  },
  samples: {
    title: 'Sample community',
    sentence: 'Made-up people with some days of traffic, to look around in; removed with one call.',
  },
  installation: {
    title: 'Installation',
    sentence: 'How the server fares, told to whoever owns the installation.',
  },
}

export const sectionWords = (tag: string): { title: string; sentence: string } =>
  words[tag] ?? { title: tag.slice(0, 1).toUpperCase() + tag.slice(1), sentence: '' }
