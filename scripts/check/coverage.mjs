/** Tells which endpoints and refusals of the contracts no test has met, from the records the tests left. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tsImport } from 'tsx/esm/api'
import { CheckError } from './run.mjs'

/** Refusals that no test over HTTP can bring about, each with its reason. */
const unreached = {
  already_posted: 'told between features only; no endpoint can post one cause twice',
  not_ready: 'needs a database that is away; the crash tests bring it about',
}

export async function checkCoverage(folder) {
  const { endpoints } = await tsImport('../../contracts/index.ts', import.meta.url)
  const { refusals } = await tsImport('../../contracts/refusals.ts', import.meta.url)
  const met = new Map()
  const files = readdirSync(folder)
  for (const file of files) {
    const record = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    for (const [endpoint, outcomes] of Object.entries(record)) {
      met.set(endpoint, new Set([...(met.get(endpoint) ?? []), ...outcomes]))
    }
  }
  if (files.length === 0) throw new CheckError('the tests left no record of what they called')

  const missing = []
  for (const { name, refusals: promised } of endpoints) {
    const outcomes = met.get(name) ?? new Set()
    if (!outcomes.has('success')) missing.push(`${name}: no test has it succeed`)
    for (const code of promised) {
      if (!outcomes.has(code)) missing.push(`${name}: no test has it answer ${code}`)
    }
  }
  const answered = new Set([...met.values()].flatMap((outcomes) => [...outcomes]))
  for (const code of Object.keys(refusals)) {
    if (!answered.has(code) && !(code in unreached))
      missing.push(`${code}: no endpoint answers it in any test`)
  }
  if (missing.length > 0)
    throw new CheckError(`not everything that is promised was met:\n  ${missing.join('\n  ')}`)
  return `${endpoints.length} endpoints, ${answered.size - 1} refusals`
}
