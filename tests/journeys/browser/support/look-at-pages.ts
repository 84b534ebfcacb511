/** Declares one test for each page of a list: the pages of one visitor, of one community in the middle of its life. */
import { afterAll, beforeAll, it } from 'vitest'
import type { Credential } from '../../../world/caller.ts'
import { checkPage, measureShifts } from './page-check.ts'
import { createSite, type Site } from './site.ts'
import { type Story, tellStory } from './story.ts'
import { openWatchedPage, type WatchedPage } from './watched-page.ts'

export interface Place {
  name: string
  heading: string
  path: (story: Story, communityId: string) => string
}

type Who = (site: Site, story: Story) => Credential

/** Call it inside of a `describe`, once for each visitor. */
export type LookAt = (who: Who, places: readonly Place[]) => void

/** One installation for the whole file. */
export function makeLookAt(): LookAt {
  let site: Site
  let story: Story
  beforeAll(async () => {
    site = await createSite()
    story = await tellStory(site.world)
  }, 120_000)
  afterAll(() => site?.stop())

  return (who, places) => {
    let watched: WatchedPage
    beforeAll(async () => {
      watched = await openWatchedPage(await site.profile(who(site, story)))
      await measureShifts(watched.page)
    })
    afterAll(() => watched?.page.context().close())
    for (const { path, ...place } of places) {
      it(`${place.name} is in order at 1440, 1024 and 390 px, light and dark`, async () => {
        await checkPage(watched, { ...place, path: path(story, site.world.communityId) })
      })
    }
  }
}

/** Rows of heading, name and path below the address of the community in the console. */
export function inConsole(
  rows: readonly (readonly [heading: string, name: string, path: string | ((story: Story) => string)])[],
): Place[] {
  return rows.map(([heading, name, path]) => ({
    heading,
    name: `console ${name}`,
    path: (story, id) => `/console/${id}${typeof path === 'string' ? path : path(story)}`,
  }))
}
