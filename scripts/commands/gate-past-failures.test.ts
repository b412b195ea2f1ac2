import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, type Edits } from '../fixtures/gate-repository.ts'
import { outage } from '../fixtures/outage.ts'
import { change as cache, incident } from '../fixtures/good-content.ts'

/* "What would this burn?": the SLO of checkout, which depends on the ledger store, may be down for 43m 12s in 30 days. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))

const done = (id: string, month: string, status: string, service = 'ledger-store'): Edits =>
  plan(id, {
    status,
    services: `[${service}]`,
    window: `{start: 2026-${month}-02T09:00:00Z, end: 2026-${month}-02T12:00:00Z}`,
    outcome: `{started: 2026-${month}-02T09:00:00Z, finished: 2026-${month}-02T09:30:00Z}`,
  })
/** Three that failed: 10 and 31 minutes of it, and one that was rolled back before anybody felt it. One went well. */
const base = repository.commit({
  ...CONTENT,
  ...done('CHG-2026-0021', '04', 'completed'),
  ...outage('INC-2026-0021', '2026-04-02', 10, { caused_by: '[CHG-2026-0021]' }),
  ...done('CHG-2026-0022', '05', 'completed'),
  ...outage('INC-2026-0022', '2026-05-02', 31, { caused_by: '[CHG-2026-0022]' }),
  ...done('CHG-2026-0023', '06', 'rolled_back'),
  ...done('CHG-2026-0024', '07', 'completed'),
  // Nobody's change: it takes of what is left, and nothing else.
  ...outage('INC-2026-0025', '2026-11-10', 31),
})
const ID = 'CHG-2026-0030'
const asked = (services = 'ledger-store') => plan(ID, { services: `[${services}]` })

async function report(edits: Edits, format: string, on = base) {
  const head = repository.commit(edits, on)
  const { stdout } = await gatePullRequest(repository, { base: on, head, flags: ['--format', format] })
  return stdout
}
const toldOf = async (edits: Edits, on = base) => {
  const { changes } = JSON.parse(await report(edits, 'json', on)) as { changes: { past_failures: unknown }[] }
  return changes[0]?.past_failures
}

test('The report says what failed changes on that path burned in the median, against what is left.', async () => {
  const words =
    'Failed changes here burned 10m of the error budget `checkout-availability` in the median (3 in a year); 12m 12s are left.'
  expect(await report(asked(), 'markdown')).toContain(`- **Should it fail:** ${words}`)
  expect(await report(asked(), 'text')).toContain(`  ${words}`)
  expect(await toldOf(asked())).toEqual({
    failed: 3,
    burned: [{ slo: 'checkout-availability', median_ms: '600000', left_ms: '732000' }],
  })
})

test('Of two that failed it is the mean, of one what that burned; what a change to another service did is not told.', async () => {
  const two = repository.commit({ [`changes/2026/CHG-2026-0023.md`]: null }, base)
  expect(await toldOf(asked(), two)).toMatchObject({ failed: 2, burned: [{ median_ms: '1230000' }] })
  // The outage of the good content lasted 64 minutes, and names the change to the cache as its cause.
  expect(await report(asked('checkout'), 'markdown')).toContain(
    'The one change here that failed in a year burned 1h 4m of the error budget `checkout-availability`; 12m 12s are left.',
  )
})

test('Where none failed, those burned nothing, or no budget is at stake, nothing is said.', async () => {
  const whole = await report(asked(), 'markdown', repository.commit(CONTENT))
  expect(whole).not.toContain('Should it fail')
  expect(await toldOf(asked(), repository.commit(CONTENT))).toBeNull()
  const harmless = repository.commit({ ...CONTENT, ...done('CHG-2026-0023', '06', 'rolled_back') })
  expect(await report(asked(), 'markdown', harmless)).not.toContain('Should it fail')
  expect(await toldOf(asked(), harmless)).toMatchObject({ failed: 1, burned: [{ median_ms: '0' }] })
  expect(await toldOf(asked('search'))).toBeNull()
  // What is over risks nothing any more.
  expect(
    await toldOf(
      plan(ID, {
        status: 'completed',
        services: '[ledger-store]',
        outcome: '{started: 2026-11-23T08:00:00Z, finished: 2026-11-23T08:30:00Z}',
      }),
    ),
  ).toBeNull()
})

test('What failed more than a year ago, and what a false alarm blames, failed nobody now.', async () => {
  const text = (CONTENT[incident] as string).replace('resolved:', 'closed_as: false_alarm\nresolved:')
  expect(await toldOf(asked('checkout'), repository.commit({ ...CONTENT, [incident]: text }))).toBeNull()
  const old = (CONTENT[cache] as string).replaceAll('2026-02-25', '2025-02-25')
  expect(await toldOf(asked('checkout'), repository.commit({ ...CONTENT, [cache]: old }))).toBeNull()
})

test('A pull request does not say what its own incidents burned.', async () => {
  const own = outage('INC-2026-0026', '2026-08-02', 300, { caused_by: '[CHG-2026-0024]' })
  expect(await toldOf({ ...asked(), ...own })).toMatchObject({ failed: 3, burned: [{ median_ms: '600000' }] })
})
