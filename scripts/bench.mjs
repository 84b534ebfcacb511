/** `npm run bench -- <name>`: builds, then runs bench/<name>/main.ts. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const [name, ...rest] = process.argv.slice(2)
const program = join(root, 'bench', name ?? '', 'main.ts')
if (!name || !existsSync(program)) {
  const names = readdirSync(join(root, 'bench')).filter((each) =>
    existsSync(join(root, 'bench', each, 'main.ts')),
  )
  process.stderr.write(`Say which benchmark: ${names.join(', ')}\n`)
  process.exit(2)
}
for (const options of [[join(root, 'scripts/build.mjs')], ['--import', 'tsx', program, ...rest]]) {
  const { status } = spawnSync(process.execPath, options, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
