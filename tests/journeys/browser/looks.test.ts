/** The looks at pages themselves: each notices what it is there for, so that a quiet page is proof of something. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectCalm, expectNoAxeFindings, measureShifts, settle } from './support/page-check.ts'
import { createEmptySite, type EmptySite } from './support/site.ts'

let site: EmptySite
let page: Page
let problems: string[]

beforeAll(async () => {
  site = await createEmptySite()
}, 120_000)
afterAll(() => site?.stop())
beforeEach(async () => {
  const opened = await site.open({})
  page = opened.page
  problems = opened.problems
  await measureShifts(page)
  await page.goto('/setup')
  await settle(page, 'Set up Guildhall')
})
afterEach(() => page.context().close())

/** Puts an element with these attributes at the top of the page. */
const put = (name: string, attributes: Record<string, string>) =>
  page.evaluate(
    ([tag, values]) => {
      const element = document.createElement(tag)
      for (const [key, value] of Object.entries(values)) element.setAttribute(key, value)
      document.body.prepend(element)
    },
    [name, attributes] as const,
  )

describe('a look at a page', () => {
  it('finds nothing on a page that is in order', async () => {
    await expectCalm(page, 'here')
    await expectNoAxeFindings(page, 'here')
    expect(problems).toEqual([])
  })

  it('notices what axe finds', async () => {
    await put('img', { src: '/favicon.ico' })
    await expect(expectNoAxeFindings(page, 'here')).rejects.toThrow('image-alt')
  })

  it('notices a page that scrolls sideways', async () => {
    await page.evaluate(() => document.body.style.setProperty('width', '3000px'))
    await expect(expectCalm(page, 'here')).rejects.toThrow('scrolls sideways')
  })

  it('notices what jumps', async () => {
    await page.evaluate(() => document.body.style.setProperty('padding-top', '400px'))
    await expect.poll(() => expectCalm(page, 'here').then(() => 'calm', String)).toContain('jumps here')
  })

  it('notices what breaks the content security policy, and errors of scripts and requests', async () => {
    await put('p', { style: 'color: red' })
    await expect.poll(() => problems.join('\n')).toContain('Content Security Policy')
    await page.evaluate(() => setTimeout(() => Reflect.get(globalThis, 'nothing').here))
    await expect.poll(() => problems.join('\n')).toContain('script: ')
    await page.evaluate(() => fetch('/api/nothing-of-that-name').then(() => null))
    await expect.poll(() => problems.join('\n')).toContain('404 GET')
  })
})
