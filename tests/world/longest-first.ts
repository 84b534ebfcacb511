/** The order of test files: those that take longest begin first, so that at the end no worker waits for another. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Of each step, by what they took; all others follow in the usual order. */
const longest = [
  ...['tests/permissions.test.ts', 'tests/fuzz.test.ts', 'cli/db-backup.test.ts', 'cli/main.test.ts'],
  ...['cli/db-move.test.ts', 'embedded/embedded-crash.test.ts', 'cli/listen.test.ts'],
  ...['crash/outgoing-crash.test.ts', 'crash/incoming-crash.test.ts', 'crash/backup-restore.test.ts'],
  ...['browser/pages-outgoing.test.ts', 'browser/pages-console.test.ts', 'browser/pages-webhooks.test.ts'],
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    const groups = [...new Set(usual.map(({ project }) => project.name))]
    return groups.flatMap((name) =>
      usual
        .filter(({ project }) => project.name === name)
        .toSorted((one, other) => placeOf(one) - placeOf(other)),
    )
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((path) => moduleId.endsWith(`/${path}`))
  return place < 0 ? longest.length : place
}
