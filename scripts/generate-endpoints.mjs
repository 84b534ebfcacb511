/**
 * Writes web/api/endpoints.generated.ts: what the web has to know of the contracts at run time (methods and paths of the
 * endpoints that it names, permissions), so that no schema travels to the browser. With `--check` it writes nothing and
 * fails when the file is stale.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'

const target = fileURLToPath(new URL('../web/api/endpoints.generated.ts', import.meta.url))
const { endpoints } = await tsImport('../contracts/index.ts', import.meta.url)
const { permissionLabels } = await tsImport('../contracts/permissions.ts', import.meta.url)

if (endpoints.length === 0) throw new Error('contracts/index.ts exports no endpoints')

const named = await namesIn(fileURLToPath(new URL('../web', import.meta.url)))

/** Every word that stands in quotes in a source of the web. */
async function namesIn(folder) {
  const found = new Set()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /generated|\.test\./.test(entry.name)) continue
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8')
    for (const [, word] of text.matchAll(/['"](\w+)['"]/g)) found.add(word)
  }
  return found
}

const communityPath = '/api/communities/{communityId}'
const quote = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const lines = [
  '/** Generated from contracts/ by scripts/generate-endpoints.mjs: change the contracts, not this file. */',
  '',
  '/** Every page loads this, so it has what the web names and no more: `~` is what most paths begin with. */',
  `export const communityPath = ${quote(communityPath)}`,
  'export const endpointTable = {',
  ...endpoints
    .filter(({ name }) => named.has(name))
    .map(({ name, method, path }) => `  ${name}: ${quote(`${method} ${path.replace(communityPath, '~')}`)},`),
  '} as const',
  '',
  'export const permissionLabels = {',
  ...Object.entries(permissionLabels).map(([name, label]) => `  ${name}: ${quote(label)},`),
  '} as const',
  '',
]
const wanted = lines.join('\n')
const present = await readFile(target, 'utf8').catch(() => '')

if (process.argv.includes('--check')) {
  if (present !== wanted) {
    process.stderr.write('web/api/endpoints.generated.ts is stale: run node scripts/generate-endpoints.mjs\n')
    process.exitCode = 1
  }
} else if (present !== wanted) {
  await writeFile(target, wanted)
}
