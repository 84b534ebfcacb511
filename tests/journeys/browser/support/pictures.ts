/**
 * Pictures of pages, in a folder that is not committed. Those of what went well are for people to look at; a run that
 * nobody looks at does without them (GUILDHALL_TEST_PICTURES=failures), because they take a third of its time.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { packageRoot } from '../../../../server/platform/package-root.ts'

/** Of longer pages only the window is shown. */
const wholePageHeightMax = 8000

export async function keepPicture(page: Page, folder: 'screenshots' | 'failures', name: string) {
  if (folder === 'screenshots' && process.env.GUILDHALL_TEST_PICTURES === 'failures') return
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
