/**
 * Looks at one page at three widths and in both themes: it loads without an error, axe finds nothing, nothing
 * scrolls sideways, nothing jumps. A picture of each look is kept for people.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { keepPicture } from './pictures.ts'
import type { WatchedPage } from './watched-page.ts'

const require = createRequire(import.meta.url)

export interface PageCase {
  name: string
  path: string
  /** The heading that says that the page is there. */
  heading: string
}

const height = 900
const desktop = { width: 1440, height }
const tablet = { width: 1024, height }
const phone = { width: 390, height: 844 }
const shiftMax = 0.05

/** Sums up layout shifts; to be called once, before the first page. */
export async function measureShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: { value: number; nodes: string[] }[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEntry[] & LayoutShift[]) {
        if (entry.hadRecentInput) continue
        const nodes = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML : 'text'))
        shifts.push({ value: entry.value, nodes: nodes.map((html) => html.slice(0, 120)) })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

export async function checkPage({ page, problems }: WatchedPage, { name, path, heading }: PageCase) {
  problems.length = 0
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(desktop)
  await open(page, path, heading)
  await expectCalm(page, 'at 1440 px')
  await expectNoAxeFindings(page, 'at 1440 px, light')
  await keepPicture(page, 'screenshots', `${name} 1440 light`)

  await page.emulateMedia({ colorScheme: 'dark' })
  await painted(page)
  await keepPicture(page, 'screenshots', `${name} 1440 dark`)
  await expectNoAxeFindings(page, 'at 1440 px, dark', { rules: ['color-contrast'] })

  await page.setViewportSize(tablet)
  await settle(page, heading)
  await expectNoSidewaysScroll(page, 'at 1024 px')
  await keepPicture(page, 'screenshots', `${name} 1024 dark`)

  await page.setViewportSize(phone)
  await open(page, path, heading)
  await expectCalm(page, 'at 390 px')
  await keepPicture(page, 'screenshots', `${name} 390 dark`)

  // Colors were judged at the desktop's width, where the most of them are shown; the structure is another one here.
  await page.emulateMedia({ colorScheme: 'light' })
  await painted(page)
  await expectNoAxeFindings(page, 'at 390 px, light', { without: ['color-contrast'] })
  await keepPicture(page, 'screenshots', `${name} 390 light`)
  expect(problems).toEqual([])
}

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(path)
  await settle(page, heading)
}

/** Nothing is loading any more, and what came in has been painted. */
export async function settle(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true }).first().waitFor({ state: 'attached' })
  await page.waitForFunction(
    () => document.querySelector('.animate-pulse, .animate-spin, [aria-busy="true"]') === null,
  )
  await painted(page)
}

/**
 * Also colors that change over a moment, however short, have got where they go. What turns for ever (a spinner that came
 * meanwhile) has no end to wait for.
 */
const painted = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done))
    })
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

export async function expectCalm(page: Page, where: string): Promise<void> {
  await expectNoSidewaysScroll(page, where)
  const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)
  const sum = shifts.reduce((total, { value }) => total + value, 0)
  expect(sum, `jumps ${where}: ${JSON.stringify(shifts, null, 1)}`).toBeLessThan(shiftMax)
}

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const { content, shown } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }))
  expect(content, `the page scrolls sideways ${where}`).toBeLessThanOrEqual(shown)
}

/** The short form of axe, for each document once: to read the long one takes as long as a look. */
const axeSource = `if (!window.axe) {${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')}}`

interface AxeLook {
  /** Only these. */
  rules?: string[]
  /** All but these. */
  without?: string[]
  /** Selectors of what is looked at, where the whole page would take minutes. */
  parts?: readonly string[]
}

export async function expectNoAxeFindings(page: Page, where: string, look: AxeLook = {}) {
  const { rules, without = [], parts = [] } = look
  await painted(page)
  // The usual mode opens another page for each look; this site has no frames that would need it.
  // Without `preload`, which loads every style sheet again for a rule that is not run, a look costs two thirds.
  const options = { resultTypes: ['violations' as const], preload: false }
  const builder = new AxeBuilder({ page, axeSource }).setLegacyMode(true).options(options)
  for (const part of parts) builder.include(part)
  const { violations, passes } = await (rules
    ? builder.withRules(rules)
    : builder.disableRules(without)
  ).analyze()
  const findings = violations.map(({ id, nodes }) => [
    id,
    nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  ])
  expect(findings, `axe ${where}: ${JSON.stringify(findings)}`).toEqual([])
  expect(passes.length, 'axe examined something').toBeGreaterThan(0)
}

interface Shift {
  value: number
  nodes: string[]
}

interface LayoutShift {
  value: number
  hadRecentInput: boolean
  sources: { node?: Node }[]
}
