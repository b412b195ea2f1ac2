import { expect, test } from 'vitest'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { alertsLike } from '../../../scripts/fixtures/alert-sample.ts'
import { homeOf } from '../../../scripts/fixtures/home-sample.ts'
import { anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { alertPage } from './alert.ts'
import { incidentPage } from './incident.ts'
import { calleeOf, type Callee } from './reach.ts'
import { peopleRecords } from './search/people.ts'
import { servicePage } from './service.ts'
import { teamPage } from './team.ts'
import { runbookPage } from './runbook.ts'

/* Somebody calls at 3 AM: every number is one to press, and says whose it is. */

const team = (id: string, fields: object) => ({
  ...teamSchema.parse({ name: `The ${id}`, members: ['ana'], ...fields }),
  id,
  file: `teams/${id}.yaml`,
})
const said = ({ contacts, teams }: Callee) => [
  ...contacts.map(({ text, url }) => `own ${text} ${url}`),
  ...teams.flatMap((one) => one.contacts.map(({ text, url }) => `${one.team.title} ${text} ${url}`)),
]
const PAYMENTS = team('payments', {
  members: ['ana', 'bo'],
  contacts: { phone: '+31 20 555 0100', page: 'https://pager.acme.example/payments', chat: '#payments' },
  people: { ana: { name: 'Ana Ruiz', phone: '+31 6 0000 0301', chat: '@ana' }, bo: { name: 'Bo', chat: '@bo' } },
})

test.each<[string, string, string[]]>([
  ['ana', 'phone', ['own +31 6 0000 0301 tel:+31600000301', 'The payments +31 20 555 0100 tel:+31205550100']],
  ['bo', 'phone', ['own @bo null', 'The payments +31 20 555 0100 tel:+31205550100']],
  [
    'ana',
    'page',
    [
      'own +31 6 0000 0301 tel:+31600000301',
      'own @ana null',
      'The payments https://pager.acme.example/payments https://pager.acme.example/payments',
    ],
  ],
  ['payments', 'phone', ['own +31 20 555 0100 tel:+31205550100']],
])("Of %s, to be reached by %s, a team's number never stands as a person's.", (who, how, ways) => {
  expect(said(calleeOf(someOps({ teams: [PAYMENTS] }), who, how, []))).toEqual(ways)
})

test("A team's number is one to press whatever it is called; a room and a channel are none.", () => {
  const of = (contacts: object) => said(calleeOf(someOps({ teams: [team('core', { contacts })] }), 'core', 'any', []))
  expect(
    of({ hotline: '020 555 0100', page: '112 33', 'on-call': '+31 20 555', room: '4.12', chat: '#123456789' }),
  ).toEqual([
    'own 020 555 0100 tel:0205550100',
    'own 112 33 tel:11233',
    'own +31 20 555 tel:+3120555',
    'own 4.12 null',
    'own #123456789 null',
  ])
})

const CORE = team('core', {
  contacts: { phone: '+31 20 555 0200' },
  people: { ana: { phone: '+31 6 0000 0101' } },
  escalation: [
    { after: '0m', who: 'core', how: 'page' },
    { after: '10m', who: 'ana', how: 'phone' },
  ],
})
const OTHER = team('other', { members: ['cy'], people: { cy: { phone: '+31 6 0000 0202' } } })

test('Where every team is listed, on the home and for an alert that nobody has, each person has their numbers.', () => {
  const expected = [
    ['core', 'tel:+31205550200', 'ana own +31 6 0000 0101 tel:+31600000101'],
    ['other', 'cy own +31 6 0000 0202 tel:+31600000202'],
  ]
  const records = { teams: [CORE, OTHER] }
  const { calls } = alertPage(someOps({ ...records, alerts: alertsLike({ name: 'Down' }) }), 'down')
  for (const pagers of [homeOf(records).around.pagers, calls.pagers])
    expect(
      pagers?.rows.map(({ team: { id }, contacts, others }) => [
        id,
        ...contacts.map(({ url }) => url),
        ...others.flatMap((one) => said(one).map((words) => `${one.who.ref.id} ${words}`)),
      ]),
    ).toEqual(expected)
})

test('Who leads an incident that goes on has a number beside them; of one that is over nobody is called.', () => {
  const roles = (fields: object) => {
    const incident = anIncident('INC-2026-0001', { roles: { commander: 'ana', scribe: 'bo' }, ...fields })
    const page = incidentPage(someOps({ teams: [PAYMENTS], incidents: [incident] }), incident)
    return page.roles.map(({ name, callee }) => [name, ...(callee ? said(callee) : [])])
  }
  expect(roles({})).toEqual([
    ['commander', 'own +31 6 0000 0301 tel:+31600000301'],
    ['scribe', 'The payments +31 20 555 0100 tel:+31205550100'],
  ])
  expect(roles({ resolved: '2026-03-01T11:00:00Z' })).toEqual([['commander'], ['scribe']])
})

test('Whom a decision of a runbook escalates to has a number, where no step of it names them.', () => {
  const markdown =
    '```decision\nask: Which?\nbranches:\n  - {answer: one, escalate: ana}\n  - {answer: two, escalate: bo}\n```\n'
  const runbook = {
    ...aRunbook('down', { team: 'payments', escalation: [{ after: '0m', who: 'bo', how: 'phone' }] }),
    body: { markdown, line: 1 },
  }
  const { called_too: too } = runbookPage(someOps({ teams: [PAYMENTS], runbooks: [runbook] }), runbook)
  expect(too.map((one) => [one.who.ref.id, ...said(one)])).toEqual([
    ['ana', 'own +31 6 0000 0301 tel:+31600000301', 'The payments +31 20 555 0100 tel:+31205550100'],
  ])
})

test('Who has another number in each of two teams is called by each on its own; where none of the two is asked, by both.', () => {
  const entry = (phone: string) => ({
    people: { ana: { name: 'Ana', phone } },
    escalation: [{ after: '0m', who: 'ana', how: 'phone' }],
  })
  const [first, second] = [team('first', entry('+31 6 0000 0001')), team('second', entry('+31 6 0000 0002'))]
  const shop = (owner: string) => ({
    ...serviceSchema.parse({ name: owner, team: owner, tier: 1 }),
    id: `shop-${owner}`,
    file: `services/shop-${owner}.yaml`,
  })
  const incident = anIncident('INC-2026-0001', { services: ['shop-second'], roles: { commander: 'ana' } })
  const lone = anIncident('INC-2026-0002', { services: [], roles: { commander: 'ana' } })
  const runbook = aRunbook('one', { team: 'second', escalation: [{ after: '0m', who: 'ana', how: 'phone' }] })
  const ops = someOps({
    teams: [first, second],
    services: [shop('first'), shop('second')],
    runbooks: [runbook],
    incidents: [incident, lone],
  })
  const texts = (callees: readonly (Callee | null | undefined)[]) =>
    callees.flatMap((one) => (one?.contacts ?? []).filter(({ name }) => name === 'phone').map(({ text }) => text))
  expect(texts(teamPage(ops, first).escalation)).toEqual(['+31 6 0000 0001'])
  expect(texts(teamPage(ops, second).escalation)).toEqual(['+31 6 0000 0002'])
  expect(texts(teamPage(ops, second).row.called)).toEqual(['+31 6 0000 0002'])
  expect(texts(servicePage(ops, shop('second')).escalation)).toEqual(['+31 6 0000 0002'])
  expect(texts(runbookPage(ops, runbook).escalation)).toEqual(['+31 6 0000 0002'])
  expect(texts([incidentPage(ops, incident).roles[0]?.callee])).toEqual(['+31 6 0000 0002'])
  expect(texts([incidentPage(ops, lone).roles[0]?.callee])).toEqual(['+31 6 0000 0001', '+31 6 0000 0002'])
  expect(peopleRecords(ops)).toMatchObject([{ call: { text: '+31 6 0000 0001, The first' } }])
})

test('A mistake in the text of a runbook, or in its name, leaves its escalation its times; one in a field does not.', () => {
  const runbook = aRunbook('down', {
    team: 'payments',
    escalation: [
      { after: '0m', who: 'payments', how: 'page' },
      { after: '15m', who: 'bo', how: 'phone' },
    ],
  })
  const times = (...rules: string[]) => {
    const errors = rules.map((rule) => ({
      rule,
      severity: 'error' as const,
      file: runbook.file,
      message: 'Unexpected.',
      related: [],
      line: 1,
      column: 1,
      end_line: 1,
      end_column: 2,
    }))
    return runbookPage(someOps({ teams: [PAYMENTS], runbooks: [runbook] }, errors), runbook).escalation.map(
      ({ after }) => after,
    )
  }
  for (const rule of ['link-exists', 'runbook-sections', 'decision-tree', 'unknown-file'])
    expect(times(rule)).toEqual([0, 900_000])
  expect(times('schema')).toEqual([null, null])
  expect(times('link-exists', 'yaml-syntax')).toEqual([null, null])
})
