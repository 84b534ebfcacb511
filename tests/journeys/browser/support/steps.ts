/** Steps that build on each other: after one fails the rest are skipped, and a picture shows where it stood. */
import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { keepPicture } from './pictures.ts'

type Step = (title: string, walk: () => Promise<void>) => void

export function makeSteps(currentPage: () => Page | undefined): Step {
  let hasFailed = false
  return (title, walk) =>
    it(title, async ({ skip }) => {
      skip(hasFailed, 'a step before it failed')
      try {
        await walk()
      } catch (error) {
        hasFailed = true
        const page = currentPage()
        if (page && !page.isClosed()) await keepPicture(page, 'failures', title)
        throw error
      }
    })
}
