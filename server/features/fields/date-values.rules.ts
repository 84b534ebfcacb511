/** Reads dates the way senders write them: a day stays a day, a moment becomes RFC 3339 in UTC. */

export type DateReading = { value: string; isCoerced: boolean }

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const momentPattern =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: ?([Zz]|UTC|[+-]\d{2}:?\d{2}))?$/

/** Unix times: seconds up to the year 5138, and from there on milliseconds. */
const unixSecondsMin = 100_000_000
const unixMillisecondsMin = 100_000_000_000
const unixMillisecondsMax = 253_402_300_799_999

export function readDate(value: unknown): DateReading | undefined {
  if (typeof value === 'number') return readUnixTime(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (dayPattern.test(text)) return isDay(text) ? { value: text, isCoerced: text !== value } : undefined
  return readMoment(text)
}

function readUnixTime(value: number): DateReading | undefined {
  if (value < unixSecondsMin || value > unixMillisecondsMax) return undefined
  const milliseconds = value >= unixMillisecondsMin ? value : value * 1000
  return { value: new Date(Math.trunc(milliseconds)).toISOString(), isCoerced: true }
}

function readMoment(text: string): DateReading | undefined {
  const parts = momentPattern.exec(text)
  if (!parts) return undefined
  const [, day = '', hour = '', minute = '', second = '00', fraction = '', zone] = parts
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const offsetMinutes = zone ? offsetOf(zone) : 0
  if (offsetMinutes === undefined) return undefined
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3)
  const local = Date.parse(`${day}T${hour}:${minute}:${second}.${milliseconds}Z`)
  const moment = new Date(local - offsetMinutes * 60_000).toISOString()
  // Outside the years 0000 to 9999 ISO writes a sign, which nothing else here could read again.
  if (moment.length !== 24) return undefined
  return { value: moment, isCoerced: zone === undefined }
}

function offsetOf(zone: string): number | undefined {
  if (zone === 'UTC' || zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/** Rolls over in JavaScript (30 February is 1 March), so the parts have to come back unchanged. */
function isDay(text: string): boolean {
  const moment = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text)
}
