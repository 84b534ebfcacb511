/**
 * Writes docs/openapi.json, the document that the server serves at /api/openapi.json, from the contracts. With
 * `--check` it writes nothing and fails when the file is stale.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const target = fileURLToPath(new URL('../docs/openapi.json', import.meta.url))
// Registered once: sections are told by identity, so all files have to be loaded into one world.
register()
const { endpoints } = await import('../contracts/index.ts')
const { openApiOf } = await import('../server/platform/http/openapi.ts')
const { tagOf } = await import('../server/tags.ts')

const wanted = `${JSON.stringify(openApiOf(endpoints, tagOf), null, 2)}\n`
const present = await readFile(target, 'utf8').catch(() => '')

if (process.argv.includes('--check')) {
  if (present !== wanted) {
    process.stderr.write('docs/openapi.json is stale: run node scripts/generate-openapi.mjs\n')
    process.exitCode = 1
  }
} else if (present !== wanted) {
  await writeFile(target, wanted)
}
