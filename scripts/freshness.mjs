/** Tells whether the installed packages and the built program still match the files of this checkout. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const stampPath = join(root, 'dist', '.stamp')

const builtFrom = [
  'contracts',
  'server',
  'cli',
  'web',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

/** Whether a source is newer than the last complete build. */
export function isBuildStale() {
  if (!existsSync(stampPath)) return true
  const builtAtMs = statSync(stampPath).mtimeMs
  return builtFrom.some((name) => isNewer(join(root, name), builtAtMs))
}

/** A folder counts too: its time changes when a file in it is removed. Tests are not built. */
function isNewer(path, thanMs) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return false
  if (found.mtimeMs > thanMs) return true
  if (!found.isDirectory()) return false
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && !name.endsWith('.test.ts'))
    .some((name) => isNewer(join(path, name), thanMs))
}

/** Whether a package of package-lock.json is missing or present in another version; `dev` ones only when asked. */
export function isInstallStale({ withDev }) {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return true
  return Object.entries(wanted).some(
    ([path, { version, optional, dev, devOptional }]) =>
      path !== '' && !optional && (withDev || !(dev || devOptional)) && present[path]?.version !== version,
  )
}

function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}
