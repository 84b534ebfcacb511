/** Every relative link of the documents leads to a file that is there, and to a heading that it has. */
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { headingsOf, linksOf } from './house/links.ts'
import { textOf, trackedFiles } from './house/sources.ts'

const files = trackedFiles()
const documents = files.filter((file) => file.endsWith('.md'))
const links = documents.flatMap((from) => linksOf(textOf(from)).map((to) => ({ from, to })))
const folders = new Set(files.flatMap(foldersAbove))

describe('a relative link of a document', () => {
  it('was found', () => {
    expect(documents.length).toBeGreaterThan(10)
    expect(links.length).toBeGreaterThan(20)
    expect(links.some(({ to }) => to.includes('#'))).toBe(true)
  })

  it('leads to a file of this checkout', () => {
    const lost = links.filter((link) => {
      const file = fileOf(link)
      return !files.includes(file) && !folders.has(file)
    })
    expect(lost.map(shown)).toEqual([])
  })

  it('leads to a heading that its document has', () => {
    const lost = links.filter((link) => {
      const heading = link.to.split('#')[1]
      const file = fileOf(link)
      return heading !== undefined && files.includes(file) && !headingsOf(textOf(file)).includes(heading)
    })
    expect(lost.map(shown)).toEqual([])
  })
})

describe('reading links', () => {
  it('finds them in text and in references, and leaves out code and other sites', () => {
    const text = [
      '[one](one.md) and [two](../two.md#part "title"), [site](https://example.com/x.md)',
      '[three]: three.md',
      '`[code](no.md)`',
      '```\n[block](no.md)\n```',
    ].join('\n')
    expect(linksOf(text)).toEqual(['one.md', '../two.md#part', 'three.md'])
  })

  it('names headings as pages that show documents do, and numbers those that repeat', () => {
    expect(headingsOf('# The `data` folder, again\n\n```sh\n# no heading\n```\n## A\n## A\n')).toEqual([
      'the-data-folder-again',
      'a',
      'a-1',
    ])
  })
})

function fileOf({ from, to }: { from: string; to: string }): string {
  const path = to.split('#')[0] ?? ''
  if (path === '') return from
  return posix.normalize(posix.join(posix.dirname(from), decodeURI(path))).replace(/\/$/, '')
}

function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1)
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'))
}

function shown({ from, to }: { from: string; to: string }): string {
  return `${from} -> ${to}`
}
