/** Holds every event that was told against its contract. */
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { sql } from 'kysely'
import { eventTypes } from '../../contracts/events/index.ts'
import { type Queryable, rows } from '../../server/platform/db/database.ts'

const ajv = new Ajv({ strict: false, allErrors: true })
formats.default(ajv, ['date-time'])
const compiled = new Map<string, ValidateFunction>()

interface Told {
  type: string
  payload: unknown
}

/** Of all communities, but for those that were emptied for good; what communities publish themselves is promised by nobody. */
export async function checkEvents(db: Queryable): Promise<{ types: Set<string>; problems: string[] }> {
  const told = await rows(
    db,
    sql<Told>`
      select type, payload from events
      where type not like 'custom.%'
        and not exists (select from outgoing_removed_payloads removed
                        where removed.community_id = events.community_id and removed.event_id = events.id)`,
  )
  const problems = told.flatMap(({ type, payload }) => {
    const validate = validatorOf(type)
    if (!validate) return [`${type} is no event of the contracts`]
    return validate(payload) ? [] : [`${type}: ${ajv.errorsText(validate.errors)}`]
  })
  return { types: new Set(told.map(({ type }) => type)), problems: [...new Set(problems)].slice(0, 20) }
}

function validatorOf(type: string): ValidateFunction | undefined {
  const contract = eventTypes.find(({ name }) => name === type)
  if (!contract) return undefined
  const validate = compiled.get(type) ?? ajv.compile(contract.payload)
  compiled.set(type, validate)
  return validate
}
