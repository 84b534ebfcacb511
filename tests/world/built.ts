/** Where the build is that tests run: what an operator gets. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isBuildStale } from '../../scripts/freshness.mjs'
import { packageRoot } from '../../server/platform/package-root.ts'

/** Folder of the build under test; GUILDHALL_TEST_DIST names another one than `dist`. */
export function distFolder(): string {
  const other = process.env.GUILDHALL_TEST_DIST
  if (!other && isBuildStale()) {
    throw new Error('The build is older than the sources: run `node scripts/build.mjs` first')
  }
  const folder = other ?? join(packageRoot(), 'dist')
  if (!existsSync(join(folder, 'server', 'main.js'))) throw new Error(`There is no build in ${folder}`)
  return folder
}
