/** The house style, as far as it can be read off the files. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { features } from '../server/features/index.ts'
import { isCode, isProduct, root, textOf, trackedFiles } from './house/sources.ts'

const lineCountMax = 300

/** Files that may be longer, each with its reason. */
const longFiles: Record<string, string> = {}

/** Files whose comment is not where the others have theirs, or who cannot have one. */
const withoutComment: Record<string, string> = {}

const files = trackedFiles()
const code = files.filter(isCode)
const texts = files.filter((file) =>
  /\.(ts|tsx|mjs|json|sql|md|css|html|yml|yaml|sh)$|^\.ci\/|^\.[a-z]+$/.test(file),
)

describe('files', () => {
  it('open with a comment that says what they are for', () => {
    expect(code.length).toBeGreaterThan(300)
    const opening = /^(#![^\n]*\n)?\/\*\*\s*\S/
    const silent = code.filter((file) => !opening.test(textOf(file)) && !(file in withoutComment))
    expect(silent).toEqual([])
  })

  it('migrations open with a comment as well', () => {
    const migrations = files.filter((file) => file.endsWith('.sql'))
    expect(migrations.length).toBeGreaterThan(5)
    expect(migrations.filter((file) => !textOf(file).startsWith('-- '))).toEqual([])
  })

  it('fit on a few screens', () => {
    const long = code.filter((file) => textOf(file).split('\n').length - 1 > lineCountMax)
    expect(long.filter((file) => !(file in longFiles))).toEqual([])
    expect(Object.keys(longFiles).filter((file) => !long.includes(file))).toEqual([])
  })

  it('are not named after a last resort', () => {
    const names = code.map((file) =>
      (file.split('/').at(-1) ?? '').replace(/\.(test|rules|store|views)?\.?\w+$/, ''),
    )
    expect(
      names.filter((name) => /(^|-)(manager|helpers?|utils?|service|handler|misc|common)(-|$)/.test(name)),
    ).toEqual([])
  })

  it('export nothing that is named after a last resort', () => {
    const named =
      /^export (?:abstract )?(?:class|interface|type|function|const) \w*(Manager|Helper|Util|Utils|Service|Handler)\b/m
    expect(code.filter((file) => named.test(textOf(file)))).toEqual([])
  })

  it('leave no work behind', () => {
    const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`)
    expect(texts.filter((file) => !isLock(file) && marks.test(textOf(file)))).toEqual([])
  })

  it('hold no conflict marks and no white space at the end of lines', () => {
    const bad = /^(<{7} |={7}$|>{7} )|[ \t]+$/m
    expect(code.filter((file) => bad.test(textOf(file)))).toEqual([])
  })
})

describe('product code', () => {
  const product = code.filter(isProduct)

  it('writes no lines of its own to the console', () => {
    expect(product.length).toBeGreaterThan(250)
    expect(product.filter((file) => /\bconsole\.\w+\(/.test(withoutTexts(textOf(file))))).toEqual([])
  })

  it('takes the compiler seriously', () => {
    // As pieces, so that this file does not hold what it looks for.
    const ways = new RegExp(
      ['\\bas an' + 'y\\b', ': an' + 'y\\b', '@ts-(ignore|nocheck|expect-error)'].join('|'),
    )
    expect(code.filter((file) => /\.tsx?$/.test(file) && ways.test(withoutTexts(textOf(file))))).toEqual([])
  })

  it('waits for conditions, and tests never sleep; only the crash tests pick their moment', () => {
    const sleeping = /setTimeout\(\s*(resolve|done|r)\b|timers\/promises/
    const tests = code.filter((file) => /\.test\.tsx?$/.test(file) && !file.startsWith('tests/crash/'))
    expect(tests.length).toBeGreaterThan(60)
    expect(tests.filter((file) => sleeping.test(textOf(file)))).toEqual([])
  })

  it('no test is skipped or alone', () => {
    const marked = /\b(it|test|describe)\.(skip|only|todo)\b/
    expect(code.filter((file) => /\.test\.tsx?$/.test(file) && marked.test(textOf(file)))).toEqual([])
  })
})

describe('migrations', () => {
  it('are numbered without gaps', () => {
    const numbers = files
      .map((file) => /^server\/migrations\/(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1])
      .filter((number) => number !== undefined)
      .map(Number)
    expect(numbers.length).toBeGreaterThan(5)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    expect(files.filter((file) => file.startsWith('server/migrations/'))).toHaveLength(numbers.length)
  })
})

describe('what is published', () => {
  it('names no place of the machine it was made on, and no registry', () => {
    // Put together here, so that this file does not hold what it looks for.
    const parts = [
      ['/wo', 'rk/'],
      ['/ro', 'ot/'],
      ['/ho', 'me/'],
      ['/Us', 'ers/'],
      ['registry.', 'npmjs'],
      ['npm-', 'mirror'],
      ['verda', 'ccio'],
    ]
    const places = new RegExp(
      parts
        .map((part) => part.join(''))
        .map((text) => text.replaceAll('.', '\\.'))
        .join('|'),
    )
    expect(texts.length).toBeGreaterThan(300)
    expect(texts.filter((file) => places.test(textOf(file)))).toEqual([])
  })

  it('holds no secrets and no builds', () => {
    const kinds =
      /(^|\/)(\.env|secret\.key|id_rsa|id_ed25519)$|\.(pem|p12|log|tgz|zip|exe)$|(^|\/)(node_modules|dist)\//
    expect(files.filter((file) => kinds.test(file))).toEqual([])
    expect(
      texts.filter((file) => /BEGIN [A-Z ]*PRIVATE KEY/.test(textOf(file)) && file !== 'tests/tidy.test.ts'),
    ).toEqual([])
  })

  it('locks packages without saying where they came from', () => {
    const locks = files.filter(isLock)
    expect(locks.length).toBeGreaterThan(0)
    expect(locks.filter((file) => textOf(file).includes('"resolved": "http'))).toEqual([])
  })
})

describe('documents', () => {
  it('explain each word of the map in the glossary', () => {
    const glossary = textOf('docs/glossary.md').toLowerCase()
    const words = [
      'account',
      'community',
      'member',
      'permission',
      'field',
      'field history',
      'asset',
      'transfer',
      'posting',
      'incoming webhook',
      'receipt',
      'mapping',
      'event',
      'credential',
      'actor',
      'refusal',
      'console',
      'hall',
    ]
    expect(words.filter((word) => !glossary.includes(word))).toEqual([])
    expect(glossary.match(/^\|/gm)?.length).toBeGreaterThan(words.length / 2)
  })

  it('the main ones are there, and say more than a line', () => {
    const main = ['README.md', 'ARCHITECTURE.md', 'STYLE.md', 'CONTRIBUTING.md', 'docs/glossary.md']
    expect(main.filter((file) => !files.includes(file) || statSync(join(root, file)).size < 500)).toEqual([])
  })

  it('the architecture names every feature', () => {
    const text = textOf('ARCHITECTURE.md')
    expect(
      features.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(text)).map(({ name }) => name),
    ).toEqual([])
  })

  it('the settings of the environment are all in one table', () => {
    const readers = ['server/config.ts', 'server/platform/outbound/settings.ts']
    const asked = readers.flatMap((file) =>
      [...textOf(file).matchAll(/\b(GUILDHALL_[A-Z0-9_]+|DATABASE_URL)\b/g)].map((match) => match[1] ?? ''),
    )
    const table = textOf('docs/guides/settings.md')
    expect(asked.length).toBeGreaterThan(8)
    expect([...new Set(asked)].filter((name) => !table.includes(`\`${name}\``))).toEqual([])
  })
})

function isLock(file: string): boolean {
  return file.endsWith('package-lock.json')
}

/** Without what stands in quotes and comments. */
function withoutTexts(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\/\/[^\n]*/g, '')
    .replaceAll(/`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")
}
