/** The process: read the settings, start, wait for a signal, stop. */
import { createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { communities } from './features/communities/index.ts'
import { systemClock } from './platform/clock.ts'
import { createLog } from './platform/log.ts'
import { readMasterKey } from './platform/master-key.ts'
import { OperatorError } from './platform/operator-error.ts'

const stopSignals = ['SIGINT', 'SIGTERM'] as const
const stopPatienceMs = 20_000

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const masterKey = await readMasterKey(config)
  const app = await createApp({ ...config, masterKey, appliesInThread: true }, systemClock, log)
  const port = await app.listen().catch(async (error: unknown) => {
    await app.stop()
    throw isPortTaken(error)
      ? new ConfigError(`port ${config.port} is taken; choose another one with GUILDHALL_PORT`)
      : error
  })

  const firstRun = app.started.of(communities).firstRunUrl()
  process.stdout.write(`\nGuildhall is ready on ${config.publicUrl} (port ${port})\n`)
  if (firstRun) process.stdout.write(`First run: open ${firstRun}\n`)

  let isStopping = false
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      log.info({ signal }, 'stopping')
      setTimeout(() => process.exit(1), stopPatienceMs).unref()
      app.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'the stop failed')
          process.exit(1)
        },
      )
    })
  }
}

function isPortTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
}

main().catch((error: unknown) => {
  const isExpected = error instanceof ConfigError || error instanceof OperatorError
  const text = isExpected ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`Guildhall could not start: ${text}\n`)
  process.exit(1)
})
