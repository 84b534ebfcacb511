/** The bodies of style `community`, letter by letter as the wire contract shows them. */
import { expect, it } from 'vitest'
import { communityBody } from './community-body.rules.ts'

const time = '2026-02-03T04:05:06.789Z'
const memberId = '0194b2f3-6c1d-7a4e-9b21-5f0c8e37d2a6'
const event = (type: string, payload: unknown) => ({
  id: '0194b2f3-6c1d-7a4e-9b21-5f0c8e37ee01',
  communityId: '0194b2f3-6c1d-7a4e-9b21-5f0c8e37cc01',
  ...{ type, sequence: 1207, createdAt: new Date(time), payload },
})
const endpoint = { id: '0194b2f3-6c1d-7a4e-9b21-5f0c8e37dd01', name: 'CRM' }
const person = {
  ...{ id: memberId, number: 42, username: 'player_one', displayName: 'P1', email: 'p1@example.com' },
  customFields: { 'deposit-amount': 250 },
}
const head =
  '{"id":"0194b2f36c1d5f0c8e37ee01","sequence":1207,"communityId":"0194b2f36c1d5f0c8e37cc01","webhookId":"0194b2f36c1d5f0c8e37dd01","webhookName":"CRM","timestamp":"2026-02-03T04:05:06.789Z",'
const user =
  '{"_id":"0194b2f36c1d5f0c8e37d2a6","id":"42","username":"player_one","displayName":"P1","firstName":"","lastName":"","email":"p1@example.com","avatar":"","roles":["@all"],"customFields":{"deposit-amount":250}}'
const bodyOf = (type: string, payload: unknown, who: typeof person | null = person) =>
  communityBody(event(type, payload), endpoint, who).toString()

it('userJoinsServer tells when and how somebody joined', () => {
  expect(bodyOf('member.joined', { memberId, username: 'player_one', method: 'invitation' })).toBe(
    `${head}"event":"userJoinsServer","data":{"user":${user},"joinedAt":"${time}","method":"invite","inviteCode":null,"referredBy":null}}`,
  )
})

it('userVisitsServer tells which visit it is', () => {
  const visit = { memberId, visitedAt: time, firstVisitOfDay: true, visitCount: 21, loginStreak: 5 }
  expect(bodyOf('member.visited', visit)).toBe(
    `${head}"event":"userVisitsServer","data":{"user":${user},"visitedAt":"${time}","firstVisitOfDay":true,"visitCount":21,"loginStreak":5}}`,
  )
})

it('data.user is there too when the member has gone, and in a test', () => {
  const gone = bodyOf('member.joined', { memberId, username: 'player_one', method: 'api' }, null)
  expect(JSON.parse(gone).data.user).toMatchObject({ _id: '0194b2f36c1d5f0c8e37d2a6', id: '', email: '' })
  const test = JSON.parse(bodyOf('endpoint.tested', { message: 'This is a test.' }, null))
  expect(test).toMatchObject({ event: 'test', data: { user: { username: 'test_user' } } })
  const asked = JSON.parse(bodyOf('webhook.verification', { challenge: 'q83vEjRW' }, null))
  expect(asked).toMatchObject({ event: 'test', data: { challenge: 'q83vEjRW' } })
})
