/** Moments between the wire and a date field, which speaks the time of its reader. */

/** A moment of the reader's clock, as a date field holds it, with seconds. */
export function localMoment(at: string | undefined): string {
  if (at === undefined) return ''
  const time = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}

/** Back to the wire; undefined while it is empty or half typed. */
export function momentOf(local: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined
  const time = new Date(local)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
