/** A server of a game that answers at the addresses of its items as a test says. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pictureFile } from './pictures.ts'
import { startHttpServer } from './raw-server.ts'

export type Page = (request: IncomingMessage, response: ServerResponse) => void

export interface ItemPages {
  /** The address of a page that answers so, from now on: an object as JSON. */
  at: (page: Page | object, path?: string) => string
  /** Of a picture of this size. */
  picture: (...size: Parameters<typeof pictureFile>) => string
  /** Nothing is there any more. */
  remove: (url: string) => void
  close: () => Promise<void>
}

let count = 0

export async function startItemPages(): Promise<ItemPages> {
  const pages = new Map<string, Page>()
  const server = await startHttpServer((request, response) => {
    const page = pages.get(request.url ?? '')
    if (page) page(request, response)
    else response.writeHead(404).end()
  })
  const at: ItemPages['at'] = (page, path = `/items/${++count}`) => {
    const answers: Page = (_request, response) => void response.end(JSON.stringify(page))
    pages.set(path, typeof page === 'function' ? (page as Page) : answers)
    return `http://127.0.0.1:${server.port}${path}`
  }
  return {
    at,
    picture: (...size) => at(async (_request, response) => void response.end(await pictureFile(...size))),
    remove: (url) => void pages.delete(pathOf(url)),
    close: server.close,
  }
}

export const pathOf = (url: string) => new URL(url).pathname
