/** The steps of an approval as they are offered. */
import { describe, expect, it } from 'vitest'
import { stateNamed, stepsFor } from './app-state.rules.ts'

const manager = { mayManage: true, mayApprove: false }
const approver = { mayManage: false, mayApprove: true }
const both = { mayManage: true, mayApprove: true }

describe('the steps of an approval', () => {
  it('whoever manages apps asks for approval and takes the request back', () => {
    expect(stepsFor('draft', manager)).toEqual(['request'])
    expect(stepsFor('rejected', manager)).toEqual(['request'])
    expect(stepsFor('pending', manager)).toEqual(['withdraw'])
    expect(stepsFor('approved', manager)).toEqual([])
  })

  it('whoever approves apps decides what waits, suspends and resumes', () => {
    expect(stepsFor('draft', approver)).toEqual([])
    expect(stepsFor('pending', approver)).toEqual(['reject', 'approve'])
    expect(stepsFor('approved', approver)).toEqual(['suspend'])
    expect(stepsFor('suspended', approver)).toEqual(['resume'])
    expect(stepsFor('pending', both)).toEqual(['withdraw', 'reject', 'approve'])
  })

  it('an address that names no state filters nothing', () => {
    expect(stateNamed('pending')).toBe('pending')
    expect(stateNamed('lost')).toBeUndefined()
    expect(stateNamed(undefined)).toBeUndefined()
  })
})
