/** How many days the economy is looked at, as it stands in the address. */
export const ranges = [7, 30, 90] as const
export type Range = (typeof ranges)[number]

export const rangeAtFirst: Range = 30

export function rangeIn({ days }: Record<string, unknown>): { days?: Range } {
  const range = ranges.find((each) => each === Number(days))
  return range === undefined ? {} : { days: range }
}
