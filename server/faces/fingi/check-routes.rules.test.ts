/** The rule of addresses, held against what is really mounted. */
import { expect, it } from 'vitest'
import { endpoints } from '../../../contracts/index.ts'
import { clashingPath } from './check-routes.rules.ts'
import { facePaths } from './wire.ts'

const native = [...endpoints.map(({ path }) => path), '/api/openapi.json', '/api/openapi-fingi.json']
const ours = Object.values(facePaths).map(({ path }) => path)

it('F25 no mounted native path has an underscore in its first segment, and every path of the face has one', () => {
  expect(native.length).toBeGreaterThan(100)
  expect(ours.map((path) => path.slice('/api/'.length)).sort()).toEqual([
    ...['ack_events', 'compare_items', 'confirm_merge', 'confirm_order', 'list_merges', 'list_orders'],
    ...['pull_events', 'pull_items', 'pull_subs', 'push_items', 'reject_merge', 'reject_order'],
    ...['revoke_sub', 'take_items'],
  ])
  expect(clashingPath(native, ours)).toBeUndefined()
})

it('names the address that breaks it', () => {
  expect(clashingPath(['/api/event_types'], ours)).toBe('/api/event_types')
  expect(clashingPath(native, ['/api/items'])).toBe('/api/items')
  expect(clashingPath(['/healthz', '/hooks/{token}'], ours)).toBeUndefined()
})
