/** An exported list opens in a spreadsheet as it stands on screen, and runs nothing. */
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.rules.ts'

describe('a line of CSV', () => {
  it('quotes commas, quotes and line breaks', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines'])).toBe('"a,b","say ""hi""","two\nlines"\r\n')
  })

  it('leaves numbers as they are and nothing for what is absent', () => {
    expect(csvLine([-250, null, true])).toBe('-250,,true\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@cmd', '\tx'])('keeps the name %j from running as a formula', (name) => {
    expect(csvLine([name])).toBe(`'${name}\r\n`)
  })
})
