/**
 * Writes docs/openapi.json and docs/openapi-fingi.json, the documents that the server serves at /api/openapi.json and
 * /api/openapi-fingi.json, from the contracts and from the schemas of the face. With `--check` it writes nothing and
 * fails when a file is stale.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

// Registered once: sections are told by identity, so all files have to be loaded into one world.
register()
const { endpoints } = await import('../contracts/index.ts')
const { openApiOf } = await import('../server/platform/http/openapi.ts')
const { faceOpenApi } = await import('../server/faces/fingi/openapi.ts')
const { tagOf } = await import('../server/tags.ts')

const documents = {
  'docs/openapi.json': openApiOf(endpoints, tagOf),
  'docs/openapi-fingi.json': faceOpenApi(),
}
for (const [name, document] of Object.entries(documents)) {
  const target = fileURLToPath(new URL(`../${name}`, import.meta.url))
  const wanted = `${JSON.stringify(document, null, 2)}\n`
  const present = await readFile(target, 'utf8').catch(() => '')
  if (present === wanted) continue
  if (process.argv.includes('--check')) {
    process.stderr.write(`${name} is stale: run node scripts/generate-openapi.mjs\n`)
    process.exitCode = 1
  } else {
    await writeFile(target, wanted)
  }
}
