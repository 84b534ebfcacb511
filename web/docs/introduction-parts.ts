/** The parts of the introduction, in their order; `id` is the anchor. */
export const introductionParts = [
  { id: 'introduction', title: 'First call' },
  { id: 'keys', title: 'Keys' },
  { id: 'repeats', title: 'Safe repeats' },
  { id: 'pages', title: 'Pages' },
  { id: 'revisions', title: 'Revisions' },
  { id: 'limits', title: 'Limits' },
  { id: 'problems', title: 'Problems' },
] as const
