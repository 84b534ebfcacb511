/** Structured log lines; values of secret headers and fields never reach them. */
import { destination, type Logger, pino } from 'pino'

export type Log = Logger

const secretPaths = [
  'authorization',
  'cookie',
  'password',
  'token',
  'apiKey',
  'secret',
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.token',
  '*.apiKey',
  '*.secret',
]

export function createLog(level: string): Log {
  return pino({ level, redact: { paths: secretPaths, censor: '[redacted]' } }, destination(2))
}
