/** One id leads from the answer to the receipt and through the log, also of the thread that applied it. */
import { expect, onTestFailed, test, vi } from 'vitest'
import { type CrashSite, emailOf, makeCrashSite } from './crash-site.ts'
import { report } from './report.ts'

test('the id of a request stands in its answer, at its receipt, and in each log line of both, also when it fails', {
  timeout: 120_000,
}, async () => {
  const site = await makeCrashSite({ logLevel: 'debug' })
  onTestFailed(() => report(site.server().logTail()))
  try {
    const good = await post(site, { player: { email: emailOf(0) }, reward: { coins: 1 } })
    const bad = await post(site, { player: { email: 'nobody@example.com' }, reward: { coins: 1 } })
    for (const [request, status] of [
      [good, 'success'],
      [bad, 'failed'],
    ] as const) {
      expect(request.receiptId).toBe(request.requestId)
      const path = `/receipts/${request.requestId}`
      await vi.waitFor(async () => expect((await site.get<{ status: string }>(path)).status).toBe(status), {
        timeout: 10_000,
      })
      await vi.waitFor(
        () =>
          expect(linesAbout(site, request.requestId)).toMatchObject([
            { msg: 'a request was answered', route: '/hooks/:token', status: 202 },
            { msg: 'a receipt was applied', status },
          ]),
        { timeout: 10_000 },
      )
    }
    expect(linesAbout(site, bad.requestId).at(-1)).toMatchObject({ reason: 'User not found' })
  } finally {
    await site.remove()
  }
})

async function post(site: CrashSite, payload: unknown): Promise<{ requestId: string; receiptId: string }> {
  const answer = await fetch(site.origin + site.plainPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'what the sender calls it' },
    body: JSON.stringify(payload),
  })
  const { data } = (await answer.json()) as { data: { id: string } }
  return { requestId: answer.headers.get('x-request-id') ?? '', receiptId: data.id }
}

/** In their order, sorted by message where the threads wrote at the same moment. */
function linesAbout(site: CrashSite, requestId: string): { msg: string }[] {
  return site
    .server()
    .logTail()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes(requestId))
    .map((line) => JSON.parse(line) as { msg: string; requestId?: string; route?: string })
    .filter((line) => line.requestId === requestId && !line.route?.startsWith('/api'))
    .sort((a, b) => (a.msg < b.msg ? 1 : -1))
}
