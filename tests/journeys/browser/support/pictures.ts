/** Pictures of pages for people to look at, in a folder that is not committed. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { packageRoot } from '../../../../server/platform/package-root.ts'

/** Of longer pages only the window is shown. */
const wholePageHeightMax = 8000

export async function keepPicture(page: Page, folder: 'screenshots' | 'failures', name: string) {
  const place = join(packageRoot(), '.test-results', folder)
  mkdirSync(place, { recursive: true })
  const file = `${name.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 100)}.png`
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.screenshot({
    path: join(place, file),
    fullPage: height <= wholePageHeightMax,
    animations: 'disabled',
  })
}
