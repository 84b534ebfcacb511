/**
 * `npm test`, `npm run check` and `.ci/run`: everything that must hold, as named steps. Names of steps as arguments run
 * only those. The last line counts the tests; the exit code is 0 only if every step passed.
 */
import { CheckError } from './check/run.mjs'
import { steps } from './check/steps.mjs'

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no step ${unknown.join(', ')}. Steps: ${steps.map(({ name }) => name).join(', ')}\n`,
  )
  process.exit(2)
}
const chosen = wanted.length > 0 ? steps.filter(({ name }) => wanted.includes(name)) : steps

const results = []
for (const step of chosen) {
  process.stdout.write(`\n== ${step.name}\n`)
  const startedAt = performance.now()
  const result = await outcomeOf(step)
  results.push({ name: step.name, ...result, seconds: (performance.now() - startedAt) / 1000 })
  if (result.problem) process.stdout.write(`${step.name} failed: ${result.problem}\n`)
  // Without packages or a build nothing else can be told.
  if (result.problem && step.isNeeded) break
}

process.stdout.write('\n')
for (const { name, seconds, problem, examined } of results) {
  const mark = problem ? 'FAILED' : 'ok'
  process.stdout.write(
    `${mark.padEnd(7)} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s  ${problem ? '' : examined}\n`,
  )
}
const passed = sum(results.map((result) => result.passed ?? 0))
const failedTests = sum(results.map((result) => result.failed ?? 0))
// A step that fails without a failing test, such as the types, counts as one.
const failed = failedTests + results.filter((result) => result.problem && !result.failed).length
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

async function outcomeOf(step) {
  try {
    const result = await step.run()
    const { passed, skipped, files } = result
    const skippedText = skipped ? `, ${skipped} skipped` : ''
    const examined = result.examined ?? `${passed} tests in ${files} files${skippedText}`
    return { ...result, examined }
  } catch (error) {
    return { problem: error instanceof CheckError ? error.message : error.stack }
  }
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
