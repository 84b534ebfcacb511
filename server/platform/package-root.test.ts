/** The package's folder is found from where this file lies. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from './package-root.ts'

test('the package root holds the package.json of guildhall', async () => {
  const manifest = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8'))
  expect(manifest.name).toBe('guildhall')
})
