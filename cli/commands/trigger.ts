/** `guildhall trigger`: publishes an event of one's own, or sends the example of another one to whoever listens. */
import { isCustom } from '../../contracts/events/custom.ts'
import { type Api, apiOptionLines, apiOptions, openApi } from '../api.ts'
import { type Command, CommandError, print, textOption, UsageError } from '../command.ts'

export const trigger: Command = {
  name: 'trigger',
  summary: 'Publish an event of your own, or send the example of another one to those who listen',
  usage: 'EVENT [--payload JSON] [--endpoint ID]',
  word: 'event',
  optionLines: [
    '--payload JSON   What a custom event carries, as a JSON object; {} when left out',
    '--endpoint ID    The endpoint that the example is sent to, instead of every listener',
    ...apiOptionLines,
  ],
  options: { payload: { type: 'string' }, endpoint: { type: 'string' }, ...apiOptions },
  async run(values) {
    const event = textOption(values, 'event')
    if (!event) throw new UsageError('the event is missing, such as custom.match_ended or member.joined')
    const payload = textOption(values, 'payload')
    const endpointId = textOption(values, 'endpoint')
    if (isCustom(event) && endpointId !== undefined) {
      throw new UsageError('--endpoint is for examples; a custom event goes to whoever subscribes to it')
    }
    if (!isCustom(event) && payload !== undefined) {
      throw new UsageError('--payload is for custom events; others are sent as their example')
    }
    const api = openApi(values, process.env)
    if (isCustom(event)) await publish(api, event, readPayload(payload ?? '{}'))
    else await sendExamples(api, event, endpointId)
    return 0
  },
}

async function publish(api: Api, type: string, payload: Record<string, unknown>): Promise<void> {
  const { id } = await api.call('publishEvent', { body: { type, payload } })
  print(`Published ${type}  ${id}`)
}

function readPayload(text: string): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(text)
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) {
      return payload as Record<string, unknown>
    }
  } catch {
    // Told below, like every other text that is no object.
  }
  throw new UsageError('--payload is not a JSON object')
}

async function sendExamples(api: Api, type: string, endpointId: string | undefined): Promise<void> {
  const endpointIds = endpointId === undefined ? await listListeners(api) : [endpointId]
  if (endpointIds.length === 0) {
    throw new CommandError('Nobody listens. Run guildhall listen in another terminal, or name an --endpoint.')
  }
  for (const each of endpointIds) {
    const sent = await api.call('sendExampleDelivery', { params: { endpointId: each }, body: { type } })
    print(`Sent the example of ${type} to "${sent.endpointName}"  ${sent.eventId}`)
  }
}

async function listListeners(api: Api): Promise<string[]> {
  const { data } = await api.call('listEndpoints')
  return data.filter(({ state }) => state === 'listening').map(({ id }) => id)
}
