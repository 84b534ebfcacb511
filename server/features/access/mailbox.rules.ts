/** When letters may be read in the console instead of being sent. */
import { type Config, isLoopbackUrl } from '../../config.ts'

/** Only without a mail server, and only where nobody but this machine can reach the console. */
export function isMailboxOpen(config: Pick<Config, 'smtpUrl' | 'publicUrl'>): boolean {
  return config.smtpUrl === undefined && isLoopbackUrl(config.publicUrl)
}
