/** Filters as they stand in the address of a list: words or absent, never empty. */
export const word = <Key extends string>(
  search: Record<string, unknown>,
  key: Key,
): { [K in Key]?: string } => {
  const value = search[key]
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  return (text === '' ? {} : { [key]: text }) as { [K in Key]?: string }
}

/** The filter with one part changed; `undefined` takes it out of the address. */
export function withPart<Search extends object, Key extends keyof Search & string>(
  search: Search,
  key: Key,
  value: string | undefined,
): Search {
  const { [key]: _, ...rest } = search
  return (value === undefined || value === '' ? rest : { ...rest, [key]: value }) as Search
}
