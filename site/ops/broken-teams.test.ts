import { expect, test } from 'vitest'
import { change, GOOD, incident, lastUpdate, runbook } from '../../scripts/fixtures/good-content.ts'
import { pagesOf } from '../../scripts/fixtures/shown-pages.ts'

/* Who is paged needs a number, whatever is wrong beside it in the file of its team. */

const FILE = 'teams/monitoring.yaml'
const PAGE = '/teams/monitoring/'
const TEAM = `name: Observability
members: [ada, bo]
leads: [ada]
contacts: {phone: "+49 30 5550100"}
people:
  ada: {name: Ada Lind, phone: "+46 70 000 00 01"}
  bo: {name: Bo Larsen, phone: "+45 20 00 00 00"}
escalation:
  - {after: 0m, who: monitoring, how: phone}
  - {after: 15m, who: ada, how: phone}
`
const SERVICE = { 'services/prometheus.yaml': 'name: Prometheus\nteam: monitoring\ntier: 3\n' }
const RUNBOOK = {
  'runbooks/watchdog.md': `${(GOOD[runbook] ?? '')
    .replace('team: platform', 'team: monitoring')
    .replace('checkout]', 'prometheus]')
    .replace(/^escalation:.*\n/m, '')}`,
}
const shown = (text: string) => pagesOf({ ...SERVICE, ...RUNBOOK, [FILE]: text })
const numbers = (view: unknown) =>
  new Set([...JSON.stringify(view ?? null).matchAll(/tel:[+\d]+/g)].map(([tel]) => tel))
const [TEAMS, ADAS, BOS] = ['tel:+49305550100', 'tel:+46700000001', 'tel:+4520000000']

test.each<[string, string, string[]]>([
  ['nothing wrong', TEAM, [TEAMS, ADAS, BOS]],
  ['a number without quotes', TEAM.replace('"+45 20 00 00 00"', '45200000'), [TEAMS, ADAS, 'tel:45200000']],
  ['one with its country', TEAM.replace('"+45 20 00 00 00"', '+4520000000'), [TEAMS, ADAS, BOS]],
  ['one that begins with zeros', TEAM.replace('"+45 20 00 00 00"', '004520000000'), [TEAMS, ADAS, 'tel:+4520000000']],
  ['members that are no list', TEAM.replace('[ada, bo]', 'ada, bo'), [TEAMS, ADAS, BOS]],
  ['members that are nothing', TEAM.replace('members: [ada, bo]\n', ''), [TEAMS, ADAS, BOS]],
  ['a lead that is a map', TEAM.replace('[ada]', '[{ada: lead}]'), [TEAMS, ADAS, BOS]],
  ['an @', TEAM.replace('[ada]', '["@ada"]'), [TEAMS, ADAS, BOS]],
  ['contacts that are a text', TEAM.replace('{phone: "+49 30 5550100"}', 'call us'), [ADAS, BOS]],
  ['an escalation without who', TEAM.replace('who: ada, ', ''), [TEAMS, ADAS, BOS]],
  ['a step whose time is none', TEAM.replace('15m', 'soon'), [TEAMS, ADAS, BOS]],
  ['a key that nobody knows', TEAM.replace('leads:', 'colour: red\nleads:'), [TEAMS, ADAS, BOS]],
  ['a key that is nearly one of ours', TEAM.replace('contacts:', 'contact:'), [TEAMS, ADAS, BOS]],
  ['no name', TEAM.replace('name: Observability\n', ''), [TEAMS, ADAS, BOS]],
  ['members that are no YAML', TEAM.replace('[ada, bo]', '[ada, bo'), [TEAMS, ADAS, BOS]],
  ['a person who is no YAML', TEAM.replace('"+45 20 00 00 00"', '"+45 20 00 00 00'), [TEAMS, ADAS]],
  ['two documents', `${TEAM}---\nname: Another\n`, [TEAMS, ADAS, BOS]],
])('A team with %s is read as far as it can be, and its numbers are there.', (what, text, expected) => {
  const pages = shown(text)
  expect(pages(PAGE)).toBeDefined()
  expect([...numbers(pages(PAGE))]).toEqual(expect.arrayContaining(expected))
  expect([...numbers(pages('/print/'))]).toEqual(expect.arrayContaining(expected))
  const mistakes = what === 'nothing wrong' ? [] : expect.arrayContaining([expect.objectContaining({ file: FILE })])
  expect(pages(PAGE)).toMatchObject({ team: { errors: mistakes } })
  // The service, the runbook, the first page and the list have somebody of it to call.
  const some = expected.slice(0, -1)
  for (const page of ['/services/prometheus/', '/runbooks/watchdog/', '/', '/teams/'])
    expect([...numbers(pages(page))].some((one) => some.includes(one))).toBe(true)
  expect(JSON.stringify(['/', PAGE, '/services/prometheus/', '/runbooks/watchdog/', '/print/'].map(pages))).not.toMatch(
    /"astray":"[^"]*any more/,
  )
})

test('No time is said of whom a team with a mistake calls, wherever its steps stand.', () => {
  const after = (text: string) => {
    const pages = shown(text)
    const all = JSON.stringify([PAGE, '/services/prometheus/', '/runbooks/watchdog/', '/print/'].map(pages))
    return new Set([...all.matchAll(/"after":(\w+),"how":"phone","who":\{/g)].map(([, at]) => at))
  }
  expect(after(TEAM)).toEqual(new Set(['0', '900000']))
  expect(after(TEAM.replace('leads:', 'colour: red\nleads:'))).toEqual(new Set(['null']))
})

test('Lists and the search say that something is wrong, and the first page where.', () => {
  const pages = shown(TEAM.replace('"+45 20 00 00 00"', '45200000'))
  expect(pages('/teams/')).toMatchObject({ teams: expect.arrayContaining([expect.objectContaining({ mistakes: 1 })]) })
  expect(JSON.stringify(pages('/search/names.json'))).toContain('1 mistake in it')
  expect(pages('/')).toMatchObject({ home: { broken: { files: [{ file: FILE, page: PAGE }] } } })
  expect(pages('/api/records.json')).toBeDefined()
})

test('Nobody is counted who may approve by a team with a mistake.', () => {
  const record = (GOOD[change] ?? '')
    .replace('status: completed', 'status: proposed')
    .replace(/^outcome:.*\n/m, '')
    .replace('services: [checkout]', 'services: [prometheus]')
  const approvals = (team: string) => {
    const page = pagesOf({ ...SERVICE, ...RUNBOOK, [FILE]: team, [change]: record })('/changes/CHG-2026-0001/')
    return JSON.stringify((page as { change: { approvals: unknown } }).change.approvals)
  }
  expect(approvals(TEAM)).toContain('"ada"')
  expect(approvals(TEAM.replace('"+45 20 00 00 00"', '45200000'))).not.toContain('"ada"')
})

const MAIL = 'services/orphan-mail.yaml'
const RULES = {
  'alerts/mail.yaml':
    'groups: [{name: a, rules: [{alert: MailQueueGrowing, expr: up == 0, labels: {service: orphan-mail}}]}]\n',
}

test.each<[string, string]>([
  ['no team', 'name: Mail relay\ntier: 2\npublic: {name: Mail}\n'],
  ['no tier', 'name: Mail relay\nteam: platform\npublic: {name: Mail}\n'],
  ['a tier that is none', 'name: Mail relay\nteam: platform\ntier: first\npublic: {name: Mail}\n'],
  ['a team that is none', 'name: Mail relay\nteam: nobody\ntier: 2\npublic: {name: Mail}\n'],
  ['a key that nobody knows', 'name: Mail relay\nteam: platform\ntier: 2\ncolour: red\npublic: {name: Mail}\n'],
  [
    'a circle of what it needs',
    'name: Mail relay\nteam: platform\ntier: 2\ndepends_on: [orphan-mail]\npublic: {name: Mail}\n',
  ],
  ['no YAML', 'name: Mail relay\nteam: [platform\ntier: 2\npublic: {name: Mail}\n'],
])('A service with %s has its page, its row and its place in the search, marked.', (_, text) => {
  const pages = pagesOf({ ...RULES, [MAIL]: text })
  const page = '/services/orphan-mail/'
  expect(pages(page)).toMatchObject({
    service: {
      record: { name: 'Mail relay', public: { name: 'Mail' } },
      errors: expect.arrayContaining([expect.objectContaining({ file: MAIL })]),
      row: { mistakes: expect.any(Number) },
    },
  })
  const rows = JSON.stringify(pages('/services/'))
  expect(rows).toContain(page)
  expect(JSON.stringify(pages('/search/names.json'))).toContain(page)
  expect(pages('/')).toMatchObject({ home: { broken: { files: [{ file: MAIL, page }] } } })
  expect(pages('/calendar/services/orphan-mail/')).toBeDefined()
})

test('The alert of a service without a team says on what it is, and has every pager.', () => {
  const pages = pagesOf({ ...RULES, [MAIL]: 'name: Mail relay\ntier: 2\npublic: {name: Mail}\n' })
  expect(pages('/alerts/MailQueueGrowing/')).toMatchObject({
    alert: { calls: { of: [], unowned: [{ id: 'orphan-mail' }], pagers: { rows: [{}] } } },
  })
  expect(pages('/services/orphan-mail/')).toMatchObject({ service: { row: { team: null }, pagers: { rows: [{}] } } })
})

test('What customers were told of a component is known in its incident, whatever became of the file of its service.', () => {
  const told = { [incident]: (GOOD[incident] ?? '').replace(/^resolved:.*\n/m, '') }
  for (const text of ['name: Checkout\ntier: 2\npublic: {name: Checkout}\n', '- no map\n', null]) {
    const pages = pagesOf({ ...told, [lastUpdate]: null, 'services/checkout.yaml': text })
    expect(pages('/incidents/INC-2026-0001/')).toMatchObject({
      incident: { components: [{ component: { id: 'checkout' }, status: 'partial_outage' }] },
    })
  }
})

test.each<[string, boolean]>([
  ['services: [checkout', true],
  ['services: checkout, shop]', true],
  ['service: checkout', false],
  ['severty: SEV-2', false],
])(
  'Whether an open incident is one that a runbook with `%s` is for, is said to be known or not.',
  (line, uncertain) => {
    const text = (GOOD[runbook] ?? '').replace('services: [checkout]', line)
    const ongoing = (GOOD[incident] ?? '').replace(/^resolved:.*\n/m, '').replace(/^runbooks:.*\n/m, '')
    const now = (files: Record<string, string | null>) =>
      (pagesOf({ ...files, [runbook]: text })('/runbooks/payments/checkout-errors/') as { runbook: { now: unknown } })
        .runbook.now
    expect(now({ [incident]: ongoing, [lastUpdate]: null })).toMatchObject({ uncertain })
    expect(now({})).toMatchObject({ uncertain: false })
  },
)
