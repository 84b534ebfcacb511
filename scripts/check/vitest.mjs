/** Runs groups of tests and counts what passed; a run that found no test fails. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../freshness.mjs'
import { CheckError, runModule } from './run.mjs'

export const resultsFolder = join(root, '.test-results')

/**
 * @param {string} label
 * @param {string[]} groups
 * @param {{ node?: string, env?: Record<string, string>, minutes?: number }} [how]
 */
export async function runTests(label, groups, how = {}) {
  const file = join(resultsFolder, `${label}.json`)
  mkdirSync(resultsFolder, { recursive: true })
  rmSync(file, { force: true })
  const options = [
    'run',
    ...groups.flatMap((group) => ['--project', group]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const { isSuccess } = await runModule('vitest/vitest.mjs', options, { ...how, mayFail: true })
  const counts = readCounts(file)
  const problem = problemOf(counts, isSuccess)
  return { ...counts, problem }
}

function readCounts(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    // A file that could not even be loaded has no tests to count.
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    return {
      passed: numPassedTests,
      failed: numFailedTests + broken.length,
      skipped: numPendingTests,
      files: testResults.length,
    }
  } catch (error) {
    throw new CheckError(`The tests left no result: ${error.message}`)
  }
}

function problemOf({ passed, failed }, isSuccess) {
  if (failed > 0) return `${failed} failed`
  if (passed === 0) return 'no test was found'
  return isSuccess ? undefined : 'vitest reports an error outside of the tests'
}
