/** Decimals are added without a floating point error, however many digits they have. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimal, formatDecimal, numericValue, parseDecimal, subtractDecimal } from './decimal.rules.ts'

describe('sums', () => {
  it.each([
    [0.1, 0.2, 0.3],
    [1.1, 2.2, 3.3],
    [-0.1, 0.1, 0],
    [0.7, 0.1, 0.8],
    ['9007199254740993', 1, '9007199254740994'],
    [9007199254740991, 1, '9007199254740992'],
    ['9007199254740992', -1, 9007199254740991],
    [9007199254740993n, 0, '9007199254740993'],
    ['0.1234567890123456789', '0.0000000000000000001', '0.123456789012345679'],
    [1e21, 1, '1000000000000000000001'],
    [5e-7, 5e-7, 0.000001],
  ])('%s and %s make %s', (left, right, sum) => {
    expect(addDecimal(left, right)).toBe(sum)
  })

  it('are undefined for what is no number or gets too long', () => {
    expect(addDecimal('ten', 1)).toBeUndefined()
    expect(addDecimal('9'.repeat(40), 1)).toBeUndefined()
    expect(addDecimal(1e300, 1)).toBeUndefined()
  })

  it('agree with exact arithmetic on thousandths', () => {
    const thousandths = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
    const value = (digits: bigint) => numericValue(parseDecimal(`${digits}e-3`) ?? { digits: 0n, scale: 0 })
    fc.assert(
      fc.property(thousandths, thousandths, (left, right) => {
        expect(addDecimal(value(left), value(right))).toBe(value(left + right))
        expect(subtractDecimal(value(left), value(right))).toBe(value(left - right))
      }),
    )
  })
})

describe('numbers', () => {
  it('stay JSON numbers whenever nothing is lost', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (number) => {
        const decimal = parseDecimal(String(number))
        fc.pre(decimal !== undefined)
        if (decimal) expect(numericValue(decimal)).toBe(number === 0 ? 0 : number)
      }),
    )
  })

  it.each([
    ['007', '7'],
    ['-0', '0'],
    ['1.500', '1.5'],
    ['12e2', '1200'],
    ['-12e-4', '-0.0012'],
    ['1e40', undefined],
    ['1e-41', undefined],
    ['1e39', `1${'0'.repeat(39)}`],
    ['1e999999999999', undefined],
    ['0e999999999999', '0'],
    ['1.', undefined],
    ['.5', undefined],
    ['0x10', undefined],
    ['', undefined],
  ])('%s is the decimal %s', (text, plain) => {
    const decimal = parseDecimal(text)
    expect(decimal && formatDecimal(decimal)).toBe(plain)
  })
})
