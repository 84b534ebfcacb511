/** Builds dist/ (server, contracts, cli and web) when a source is newer than the last complete build. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { isBuildStale, root, stampPath } from './freshness.mjs'

if (!isBuildStale() && !process.argv.includes('--force')) {
  process.stdout.write('The build is up to date.\n')
  process.exit(0)
}

const startedAt = new Date()
// Without a stamp an interrupted build is stale; without the old files a removed source leaves nothing behind.
rmSync(stampPath, { force: true })
for (const part of ['contracts', 'server', 'cli'])
  rmSync(join(root, 'dist', part), { recursive: true, force: true })

// One checker instead of four needs half a gigabyte instead of a whole one, and a small machine has no more.
run('server', 'typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--checkers', '1'])
// npm makes the command executable when it links it, which is not done again after a build.
chmodSync(join(root, 'dist', 'cli', 'main.js'), 0o755)
run('web', 'vite/bin/vite.js', ['build', 'web', '--logLevel', 'warn'])
compressAssets(join(root, 'dist', 'web', 'assets'))

mkdirSync(join(root, 'dist'), { recursive: true })
writeFileSync(stampPath, `${startedAt.toISOString()}\n`)
// What changed while building is newer than the stamp.
utimesSync(stampPath, startedAt, startedAt)
process.stdout.write(`Built in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s.\n`)

function run(part, program, options) {
  const { status, error } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...options], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status === 0) return
  process.stderr.write(`Building the ${part} failed${error ? `: ${error.message}` : ''}.\n`)
  process.exit(1)
}

/** Beside each asset its compressed forms, which the server hands out as they are. */
function compressAssets(folder) {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
    const bytes = readFileSync(join(folder, name))
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
  }
}
