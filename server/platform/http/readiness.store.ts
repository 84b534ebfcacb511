/** Asks the database whether it answers and has been brought to a schema. */
import { type Database, prepared, run } from '../db/database.ts'

/** Whoever asks tries again soon: a slow answer counts as none. */
const answerWithinMs = 2_000

const askStatement = prepared<{ name: string }>(
  'readiness_ask',
  'select name from schema_migrations order by name desc limit 1',
  answerWithinMs,
)

export async function isDatabaseReady(db: Database): Promise<boolean> {
  return (await run(db, askStatement, [])).length > 0
}
