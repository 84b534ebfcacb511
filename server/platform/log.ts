/** Structured log lines; values of secret headers and fields never reach them. */
import { destination, type Logger, pino } from 'pino'

export type Log = Logger

export const logLevels: readonly string[] = ['debug', 'info', 'warn', 'error', 'silent']

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
  return pino(
    {
      level,
      redact: { paths: secretPaths, censor: '[redacted]' },
      serializers: { error: describeError, err: describeError },
    },
    destination(2),
  )
}

/**
 * Of an error only what explains it. Errors of the database carry the whole connection with every statement, and
 * details that quote people's rows.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const { code } = error as NodeJS.ErrnoException
  return {
    type: name,
    message,
    ...(code === undefined ? {} : { code }),
    stack,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  }
}
