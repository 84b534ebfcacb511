/**
 * The tests in groups: `rules` (pure), `house` (the house rules), `integration` (on a real PostgreSQL), `browser`
 * and `crash`. `npx vitest run <file>` runs one file; `--project <group>` one group.
 */
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/world/longest-first.ts'

const rules = ['{contracts,server,cli}/**/*.rules.test.ts', 'web/**/*.test.{ts,tsx}']
const house = ['tests/{architecture,tidy,contracts,deploy,links}.test.ts']
const browser = ['tests/journeys/browser/**/*.test.ts']
const crash = ['tests/crash/**/*.test.ts']
/** Patterns of integration tests that say nothing more on this run's engine (scripts/check/steps.mjs tells why). */
const skipped = (process.env.GUILDHALL_TEST_SKIP ?? '').split(' ').filter(Boolean)
const notOurs = ['**/node_modules/**', 'dist/**', 'data/**']

const onPostgres = { globalSetup: ['tests/world/global-setup.ts'] }
const group = (name: string, include: string[], more: object = {}) => ({
  extends: true as const,
  test: { name, include, exclude: notOurs, ...more },
})

export default defineConfig({
  test: {
    setupFiles: ['tests/world/seed.ts'],
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    // The groups run one after the other and share most modules: each is made ready for Node once.
    experimental: { fsModuleCache: true, fsModuleCachePath: '.test-results/modules' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    projects: [
      // Pure: nothing of one file is left for the next, so modules are loaded once for all.
      group('rules', rules, { isolate: false }),
      group('house', house),
      group('integration', ['**/*.test.ts'], {
        exclude: [...notOurs, ...rules, ...house, ...browser, ...crash, ...skipped],
        isolate: false,
        ...onPostgres,
      }),
      group('browser', browser, { testTimeout: 60_000, isolate: false, ...onPostgres }),
      // Each starts and kills servers of its own, in folders and at ports of its own.
      group('crash', crash),
    ],
  },
})
