/** Decides which migrations are to be run, and refuses a database that this program must not touch. */

export interface Migration {
  /** File name, `NNNN-what-it-brings.sql`; names sort in the order of running. */
  name: string
  sql: string
  digest: string
}

export interface AppliedMigration {
  name: string
  digest: string
}

const namePattern = /^\d{4}-[a-z0-9-]+\.sql$/

/** Both lists are sorted by name. Throws words for the operator when they do not fit together. */
export function planMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  for (const [index, { name }] of migrations.entries()) {
    if (!namePattern.test(name)) throw new Error(`Migration ${name} is not named NNNN-lower-case-words.sql`)
    if (name.slice(0, 4) === migrations[index - 1]?.name.slice(0, 4)) {
      throw new Error(`Two migrations have the number ${name.slice(0, 4)}`)
    }
  }
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, digest } of applied) {
    const migration = known.get(name)
    if (!migration) {
      throw new Error(
        `The database is newer than this program: it already has ${name}. Start the newer Guildhall, or restore a backup made by this version.`,
      )
    }
    if (migration.digest !== digest) {
      throw new Error(
        `Migration ${name} was changed after it ran on this database. Put the file back; a change needs a new migration.`,
      )
    }
  }
  const last = applied.at(-1)?.name ?? ''
  const done = new Set(applied.map(({ name }) => name))
  const pending = migrations.filter(({ name }) => !done.has(name))
  const late = pending.find(({ name }) => name < last)
  if (late) {
    throw new Error(
      `Migration ${late.name} comes before ${last}, which already ran. Give it the next free number.`,
    )
  }
  return pending
}
