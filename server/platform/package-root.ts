/** Finds the folder of this package, the same from the sources and from `dist`. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

let known: string | undefined

/** Absolute folder that holds Guildhall's package.json. */
export function packageRoot(): string {
  known ??= findRoot(dirname(fileURLToPath(import.meta.url)))
  return known
}

export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).version
}

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (packageName(folder) === 'guildhall') return folder
    if (folder === dirname(folder)) throw new Error(`No package.json of guildhall above ${start}`)
  }
}

function packageName(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
