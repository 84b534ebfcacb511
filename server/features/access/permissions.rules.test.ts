/** Permissions and their bits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { permissionNames } from '../../../contracts/permissions.ts'
import { includesPermission, permissionBits, permissionNamesOf } from './permissions.rules.ts'

const someNames = fc.subarray([...permissionNames])

describe('permissions as bits', () => {
  it('give back the names they were made from, in the order of the contract', () => {
    fc.assert(
      fc.property(someNames, (names) => {
        expect(permissionNamesOf(permissionBits(names))).toEqual(names)
      }),
    )
  })

  it('keep the bit of every name that was ever stored', () => {
    // Stored numbers mean these names for ever; a change here rewrites everybody's permissions.
    expect(permissionBits(['administrator'])).toBe(1n)
    expect(permissionBits(['view_members'])).toBe(4n)
    expect(permissionBits(['view_audit'])).toBe(512n)
  })

  it('include what they name, and everything with administrator', () => {
    fc.assert(
      fc.property(someNames, fc.constantFrom(...permissionNames), (names, name) => {
        const isIncluded = names.includes(name) || names.includes('administrator')
        expect(includesPermission(permissionBits(names), name)).toBe(isIncluded)
      }),
    )
  })
})
