/**
 * `guildhall listen`: events of a community come to a program on this machine. A listener is made, what is due for it
 * is fetched and passed on, signed and encrypted as it would be sent, and what came of it is told; until Ctrl+C.
 */
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { chosenStyles } from '../../contracts/endpoint-wire.ts'
import { waitSecondsMax } from '../../contracts/listeners.ts'
import type { OutgoingEndpoint } from '../../contracts/outgoing.ts'
import { type Api, ApiError, apiOptionLines, apiOptions, openApi } from '../api.ts'
import { type Command, print, requiredOption, tell, textOption, UsageError } from '../command.ts'
import { createForwarder, type Forwarder } from '../forward.ts'

const failureWaitMs = 2_000

export const listen: Command = {
  name: 'listen',
  summary: 'Pass events of a community on to a program on this machine, until Ctrl+C',
  usage: '--forward-to URL [--events LIST] [--style STYLE]',
  optionLines: [
    '--forward-to URL  Where each event is posted, e.g. http://localhost:4000/hooks',
    '--events LIST    Types with commas between them, e.g. member.*,currency.changed; all when left out',
    `--style STYLE    ${chosenStyles.join(' or ')}`,
    ...apiOptionLines,
  ],
  options: {
    'forward-to': { type: 'string' },
    events: { type: 'string' },
    style: { type: 'string' },
    ...apiOptions,
  },
  async run(values) {
    const forwardTo = requiredOption(values, 'forward-to')
    if (!/^https?:$/.test(URL.canParse(forwardTo) ? new URL(forwardTo).protocol : '')) {
      throw new UsageError(`--forward-to is not a URL: ${forwardTo}`)
    }
    const style = chosenStyles.find((each) => each === (textOption(values, 'style') ?? 'standard'))
    if (!style) throw new UsageError(`--style is one of ${chosenStyles.join(', ')}`)
    const api = openApi(values, process.env)
    const eventTypes = (textOption(values, 'events') ?? '*').split(',').map((type) => type.trim())
    const name = `Listener on ${hostname()} (${process.pid})`.slice(-80)
    const { id, secret } = await api.call('createListener', { body: { name, forwardTo, eventTypes, style } })
    tell(`Listening as "${name}" to ${eventTypes.join(', ')}; forwarding to ${forwardTo}. Ctrl+C ends it.`)
    print(`Signing secret: ${secret}`)
    const stopping = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
    const forwarder = createForwarder(forwardTo)
    try {
      await forwardAll(api, id, forwarder, stopping.signal)
    } finally {
      await forwarder.close()
      await api.call('deleteEndpoint', { params: { endpointId: id } }).catch(tellQuietly)
    }
    return 0
  },
}

async function forwardAll(
  api: Api,
  endpointId: OutgoingEndpoint['id'],
  forwarder: Forwarder,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await forwardNext(api, endpointId, forwarder, signal)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError) || !error.isPassing) throw error
      tell(`${error.message} Trying again.`)
      await sleep(failureWaitMs, undefined, { signal }).catch(() => {})
    }
  }
}

async function forwardNext(
  api: Api,
  endpointId: string,
  forwarder: Forwarder,
  signal: AbortSignal,
): Promise<void> {
  const params = { endpointId }
  const { isDue } = await api.call('awaitDeliveries', {
    ...{ params, signal },
    query: { waitSeconds: waitSecondsMax },
  })
  if (!isDue) return
  const { id: claimId, data: claimed } = await api.call('claimDeliveries', { params, signal })
  if (claimed.length === 0) return
  // What was taken is told, also when Ctrl+C comes meanwhile.
  const attempts = await Promise.all(claimed.map((each) => forwarder.forward(each)))
  const { data: after } = await api.call('reportAttempts', {
    params: { endpointId, claimId },
    body: { attempts },
  })
  for (const [index, { eventType, eventId, deliveryId }] of claimed.entries()) {
    const { response, failure, phases } = attempts[index] ?? {}
    const came = response ? `${response.status}` : (failure?.reason ?? '')
    const next = after.find(({ id }) => id === deliveryId)?.nextAttemptAt
    print(
      `${eventType}  ${came}  ${(phases?.totalMs ?? 0).toFixed(0)} ms  ${eventId}${next ? `  again at ${next}` : ''}`,
    )
  }
}

/** The server deletes it by itself when nobody asks for a day. */
function tellQuietly(error: unknown): void {
  tell(error instanceof Error ? error.message : String(error))
}
