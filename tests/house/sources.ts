/** Reads the files of this checkout for the tests of the house rules: paths, texts, imports. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Paths of all files under version control that are still there, with forward slashes. */
export function trackedFiles(): string[] {
  const listed = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return listed
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .sort()
}

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

export const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path)
export const isTest = (path: string): boolean =>
  path.startsWith('tests/') || path.startsWith('bench/') || /\.test\.tsx?$/.test(path)
/** What runs in an installation: the server, the command line, the web, and the language they share. */
export const isProduct = (path: string): boolean =>
  /^(contracts|server|cli|web)\//.test(path) && isCode(path) && !isTest(path)

export interface Import {
  from: string
  /** A path of this checkout, or the name of a package. */
  to: string
  isOurs: boolean
  isTypeOnly: boolean
  /** Loaded when it is needed, by `import()`. */
  isLazy: boolean
}

const statement =
  /(?:^|\n)[ \t]*(import|export)\s+(type\s+)?((?:[\w$*{},\s]|\/\/[^\n]*\n)*?)\s*from\s*['"]([^'"]+)['"]/g
const bare = /(?:^|\n)[ \t]*import\s+['"]([^'"]+)['"]/g
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g

export function importsOf(path: string, text = textOf(path)): Import[] {
  const found: Import[] = []
  const add = (specifier: string, how: { isTypeOnly?: boolean; isLazy?: boolean }) => {
    const isOurs = specifier.startsWith('.')
    const to = isOurs
      ? posix.normalize(posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')))
      : specifier
    found.push({ from: path, to, isOurs, isTypeOnly: false, isLazy: false, ...how })
  }
  for (const [, , type, clause = '', specifier = ''] of text.matchAll(statement)) {
    add(specifier, { isTypeOnly: type !== undefined || namesTypesOnly(clause) })
  }
  for (const [, specifier = ''] of text.matchAll(bare)) add(specifier, {})
  for (const [, specifier = ''] of text.matchAll(dynamic)) add(specifier, { isLazy: true })
  return found
}

/** `{ type A, type B }`: every name is a type. */
function namesTypesOnly(clause: string): boolean {
  const names = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1]
  if (names === undefined) return false
  const list = names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return list.length > 0 && list.every((name) => name.startsWith('type '))
}

export function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)
}

export const folderOf = (path: string): string => dirname(path)

/** `server/features/<name>/...` */
export const featureOf = (path: string): string | undefined => /^server\/features\/([^/]+)\//.exec(path)?.[1]
