/** An endpoint whose every attempt has failed for five days is disabled. */
import { failingHoursMax } from '../../../../contracts/outgoing.ts'

export function hasFailedTooLong(failingSince: Date | null, now: Date): boolean {
  return failingSince !== null && now.getTime() - failingSince.getTime() >= failingHoursMax * 3_600_000
}
