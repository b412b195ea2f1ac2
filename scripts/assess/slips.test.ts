import { expect, test } from 'vitest'
import {
  change,
  findingsIn,
  firstUpdate,
  freeze,
  GOOD,
  incident,
  lastUpdate,
  runbook,
  slo,
} from '../fixtures/good-content.ts'

/*
 * What people type at 3 AM, and the first words of the answer: what is wrong in the line as they wrote it, and what to
 * write instead. The site is in Berlin; it is the morning of 23 November 2026.
 */

const SITE = `${GOOD['site.yaml']}time_zone: Europe/Berlin\n`
const service = 'services/checkout.yaml'
const team = 'teams/platform.yaml'

/** The files of a slip: one with a passage replaced, or written anew. */
type Slip = [file: string, from: string, to: string]

const SLIPS: Slip[] = [
  [firstUpdate, 'components: {checkout: partial_outage}', 'components:\ncheckout: partial_outage'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: {checkout: partial-outage}'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: {checkout: down}'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: {checkout:partial_outage}'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: {checkout: partial_outage'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: [checkout]'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'component: {checkout: partial_outage}'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components:\n  - checkout: partial_outage'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'component: checkout: partial_outage'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: checkout: operational, shop: major_outage'],
  [firstUpdate, 'state: investigating', 'status: investigating'],
  [firstUpdate, 'state: investigating', 'state: Investigating'],
  [firstUpdate, 'state: investigating', 'state: fixed'],
  [firstUpdate, 'state: investigating', 'state:investigating'],
  [firstUpdate, 'state: investigating', 'state investigating'],
  [firstUpdate, 'state: investigating', '  state: investigating'],
  [firstUpdate, '---\nstate', '----\nstate'],
  [firstUpdate, '---\nstate', '\n---\nstate'],
  [firstUpdate, '---\nstate', '—-\nstate'],
  [firstUpdate, '---\nstate', 'state'],
  [firstUpdate, 'TITLE', 'title: Checkout: slow'],
  [firstUpdate, 'TITLE', 'title: Orders fail #shop'],
  [firstUpdate, 'TITLE', 'title: "Checkout" is slow'],
  [firstUpdate, 'TITLE', 'title: [Checkout] is slow'],
  [firstUpdate, 'TITLE', 'title: "Checkout is slow'],
  [firstUpdate, 'TITLE', 'title: @ana looks into it'],
  [firstUpdate, 'TITLE', 'title: 5xx: "errors"'],
  [firstUpdate, 'NEXT', 'next_update: 30m'],
  [firstUpdate, 'NEXT', 'next_update: 11:20'],
  [firstUpdate, 'NEXT', 'next_update: 2026-03-01 11:20'],
  [firstUpdate, 'NEXT', 'next_update: 2026-03-01 11:20 CET'],
  [firstUpdate, 'NEXT', 'next_update: 01/03/2026 11:20'],
  [firstUpdate, 'NEXT', 'next_update: soon'],
  [firstUpdate, 'NEXT', 'message: We look.'],
  [lastUpdate, 'state: resolved', 'state: closed'],
  [incident, 'severity: SEV-2', 'severity: SEV2'],
  [incident, 'severity: SEV-2', 'severity: 2'],
  [incident, 'severity: SEV-2', 'sev: SEV-2'],
  [incident, 'id: INC-2026-0001', 'id: inc-2026-0001'],
  [incident, 'id: INC-2026-0001', 'id: INC-2026-1'],
  [incident, 'services: [checkout]', 'services: checkout'],
  [incident, 'services: [checkout]', 'services:\n- checkout\n-ledger-store'],
  [incident, 'MORE', 'detected_by: customers'],
  [incident, 'MORE', 'roles: {commander: "@ana"}'],
  [incident, 'MORE', 'roles: {commander: @ana}'],
  [incident, 'MORE', 'actions:\ntitle: Alert on it'],
  [change, 'status: completed', 'status: done'],
  [change, 'type: normal', 'type: Normal'],
  [change, 'risk: {blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1}', 'risk: 3'],
  [
    change,
    'risk: {blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1}',
    'risk:\nblast_radius: 3\nrollback_difficulty: 2\ncomplexity: 2\ntiming: 1',
  ],
  [change, 'window: {start: 2026-02-25T02:00:00Z, end: 2026-02-25T04:00:00Z}', 'window: 2026-02-25 02:00 - 04:00'],
  [
    change,
    'window: {start: 2026-02-25T02:00:00Z, end: 2026-02-25T04:00:00Z}',
    'window: {start: 25.02.2026 02:00, end: 25.02.2026 04:00}',
  ],
  [change, 'max_duration: 15m', 'max_duration: 15 min'],
  [change, 'max_duration: 15m', 'max_duration: 15'],
  [change, 'comparator: ">"', 'comparator: >'],
  [change, 'implementer: ana', 'implementer: "@ana"'],
  [team, 'members: [ana, bo]', 'members: ana, bo'],
  [team, 'members: [ana, bo]', 'members: ["@ana", bo]'],
  [team, 'MORE', 'contacts: {chat: #payments}'],
  [team, 'MORE', 'contacts:\n  chat: #payments'],
  [change, 'MORE', 'rollout: [{percent:10}, {percent: 100}]'],
  [incident, 'MORE', 'slo_impact: [{slo: checkout-availability, fraction: 25%}]'],
  [service, 'tier: 1', 'tier: one'],
  [service, 'tier: 1', 'tier: "1"'],
  [service, 'public:\n  name: Checkout', 'public:\nname: Checkout'],
  [service, 'public:\n  name: Checkout', 'public: true'],
  [service, 'MORE', 'description: Sells tickets: all of them'],
  [service, 'MORE', '\tdescription: x'],
  [service, 'MORE', 'maintenance_windows: [{days: [Tuesday], from: 2am, to: "4:00"}]'],
  ['site.yaml', 'name: Acme', 'name: Acme\nbrand: {color: #0b5fff}'],
  ['site.yaml', 'name: Acme', 'name: Acme\nbrand:\n  color: #0b5fff'],
  ['site.yaml', 'name: Acme', 'name: Acme\nlocale: english'],
  ['site.yaml', 'time_zone: Europe/Berlin', 'time_zone: CET+1'],
  [freeze, 'level: hard', 'level: Hard'],
  [freeze, 'start: 2026-12-18T00:00:00Z', 'start: 2026-12-18'],
  [runbook, 'MORE', 'last_tested: 14.08.2026'],
  [slo, 'kind: SLO', 'kind: SLA'],
  [slo, 'target: 0.999', 'target: 99.9%'],
  [slo, 'target: 0.999', 'target: {{ .Values.target }}'],
  [slo, 'target: 0.999', 'target: 99.9'],
  [slo, 'target: 0.999', 'targetPercent: 99.9%'],
  [slo, 'target: 0.999', 'targetPercent: 0.999'],
  [slo, 'apiVersion: openslo/v1', 'apiVersion: openslo/v2'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: {checkout = partial_outage}'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: {checkout; partial_outage}'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components: {Checkout API: partial_outage}'],
  [firstUpdate, 'components: {checkout: partial_outage}', 'components:\n  checkout:\n  status: partial_outage'],
  [firstUpdate, 'state: investigating', 'state: investigating, identified'],
  [firstUpdate, 'state: investigating', '* state: investigating'],
  [firstUpdate, '---\nWe are', '----\nWe are'],
  [firstUpdate, 'TITLE', "title: 'Can't pay'"],
  [firstUpdate, 'TITLE', 'title: - slow checkout'],
  [firstUpdate, 'NEXT', 'next_update: 11.20'],
  [firstUpdate, 'NEXT', 'next_update: +30m'],
  [firstUpdate, 'NEXT', 'next_update: tomorrow 9:00'],
  [firstUpdate, 'NEXT', 'next_update: 2026-03-01T11:20:00Z.'],
  [firstUpdate, 'NEXT', 'impact: SEV-2'],
  [firstUpdate, 'NEXT', 'notify: "false"'],
  [firstUpdate, 'NEXT', 'severity: SEV-2'],
  [firstUpdate, 'NEXT', 'resolved: 2026-03-01T10:20:00Z'],
  [incident, 'severity: SEV-2', 'severity: [SEV-2]'],
  [incident, 'services: [checkout]', 'services: {checkout}'],
  [incident, 'services: [checkout]', 'services: [checkout; ledger-store]'],
  [incident, 'services: [checkout]', 'services: [checkout.yaml]'],
  [incident, 'started: 2026-03-01T10:00:00Z', 'started: 1772359200'],
  [incident, 'runbooks: [payments/checkout-errors]', 'runbooks: [checkout-errors]'],
  [incident, 'MORE', 'commander: ana'],
  [incident, 'MORE', 'roles: {ic: ana}'],
  [incident, 'MORE', 'status: open'],
  [incident, 'MORE', 'review: {status: finished}'],
  [incident, 'MORE', 'closed_as: duplicate of INC-2026-0002'],
  [incident, 'MORE', 'slo_impact: {slo: checkout-availability, fraction: 0.25}'],
  [incident, 'MORE', 'slo_impact: [{slo: checkout-availability, fraction: 25}]'],
  [incident, 'MORE', 'links: [https://wiki.acme.example/x]'],
  [change, 'implementer: ana', 'implementor: ana'],
  [change, 'blast_radius: 3', 'blast_radius: high'],
  [change, 'max_duration: 15m', 'duration: 15m'],
  [change, 'MORE', 'rollout: [{percent: 10%}, {percent: 100%}]'],
  [service, 'tier: 1', 'tier: T1'],
  [service, 'public:\n  name: Checkout', 'public:\n  name: Checkout\n   group: Shop'],
  [service, 'MORE', 'group: Shop'],
  [service, 'name: Checkout API', 'name: "Checkout API'],
  [team, 'members: [ana, bo]', 'members: {ana: Ana, bo: Bo}'],
  [freeze, 'MORE', 'services: "*"'],
  [freeze, 'end: 2027-01-04T00:00:00Z', 'end: 2w'],
  [runbook, 'MORE', 'review_in: 3 months'],
  ['site.yaml', 'https://status.acme.example', 'status.acme.example'],
  ['site.yaml', 'time_zone: Europe/Berlin', 'time_zone: Berlin'],
  ['site.yaml', 'MORE', 'locales: [english, german]'],
  ['site.yaml', 'MORE', 'locale: de_DE'],
  ['site.yaml', 'MORE', 'brand: {color: 0b5fff}'],
  ['site.yaml', 'MORE', 'logo: logo.svg'],
  ['site.yaml', 'MORE', 'repository: git@github.com:acme/ops.git'],
  ['site.yaml', 'MORE', 'uptime: {days: 90d}'],
  ['policy.yaml', 'runbook_review: 60d', 'responders: platform'],
  ['policy.yaml', 'runbook_review: 60d', 'runbook_review: 60'],
]

/** Where a line may be put in: before the first line of the front matter's second, or at the end of a file. */
const PLACES: Record<string, string> = { TITLE: 'title:', NEXT: '', MORE: '' }

function slipped([file, from, to]: Slip): Record<string, string> {
  const good = file === 'site.yaml' ? SITE : (GOOD[file] ?? '')
  if (!(from in PLACES)) {
    if (good.split(from).length !== 2)
      throw new Error(`"${from}" stands ${good.split(from).length - 1} times in ${file}.`)
    return { 'site.yaml': SITE, [file]: good.replace(from, () => to) }
  }
  const lines = good.split('\n').filter((line) => from !== 'TITLE' || !line.startsWith('title:'))
  lines.splice(file.endsWith('.md') ? 2 : lines.length - 1, 0, to)
  return { 'site.yaml': SITE, [file]: lines.join('\n') }
}

const answers = (slip: Slip) =>
  findingsIn(slipped(slip)).map(
    ({ line, column, severity, rule, message, help }) =>
      `${line}:${column} ${severity} ${rule}: ${message} → ${help ?? ''}`,
  )

test('Each slip has an answer that says what to write.', () => {
  const told = SLIPS.map((slip) =>
    [slip[2].replaceAll('\n', '⏎'), ...answers(slip).map((one) => `    ${one}`)].join('\n'),
  )
  expect(told.join('\n')).toMatchInlineSnapshot(`
    "components:⏎checkout: partial_outage
        5:1 error schema: Unexpected key \`checkout\` beside \`components:\`, expected it below, indented: \`components\` has nothing in it. → Put two spaces before \`checkout:\`, and before all that belongs to \`components\`.
    components: {checkout: partial-outage}
        4:24 error schema: Unexpected "partial-outage", expected one of operational, under_maintenance, degraded_performance, partial_outage, major_outage, or a map of keys and values. → Did you mean \`partial_outage\`?
    components: {checkout: down}
        4:24 error schema: Unexpected "down", expected one of operational, under_maintenance, degraded_performance, partial_outage, major_outage, or a map of keys and values. → Did you mean \`major_outage\`?
    components: {checkout:partial_outage}
        4:14 error schema: Unexpected \`checkout:partial_outage\` without a blank behind the colon, expected \`key: value\`. → Write \`checkout: partial_outage\`.
    components: {checkout: partial_outage
        4:13 error yaml-syntax: Unexpected end of \`components: {checkout: partial_outage\`, expected a closing \`}\`. → Write \`components: {checkout: partial_outage}\`. The parser says: Flow map in block collection must be sufficiently indented and end with a }.
    components: [checkout]
        4:13 error schema: Unexpected list, expected a map of keys and values. → Write it as \`components: {checkout: partial_outage}\`.
    component: {checkout: partial_outage}
        4:1 error schema: Unexpected key \`component\`, expected \`components\`. → Rename it to \`components\`.
    components:⏎  - checkout: partial_outage
        5:3 error schema: Unexpected list, expected a map of keys and values. → Write it as \`components: {checkout: partial_outage}\`.
    component: checkout: partial_outage
        4:12 error yaml-syntax: Unexpected second colon in \`component: checkout: partial_outage\`, expected a map in braces. → Write \`components: {checkout: partial_outage}\`. The parser says: Nested mappings are not allowed in compact mappings.
    components: checkout: operational, shop: major_outage
        4:13 error yaml-syntax: Unexpected second colon in \`components: checkout: operational, shop: major_outage\`, expected a map in braces. → Write \`components: {checkout: operational, shop: major_outage}\`. The parser says: Nested mappings are not allowed in compact mappings.
    status: investigating
        2:1 error schema: Unexpected key \`status\`, expected \`state\`. → Rename it to \`state\`.
    state: Investigating
        2:8 error schema: Unexpected "Investigating", expected one of investigating, identified, monitoring, resolved. → Did you mean \`investigating\`?
    state: fixed
        2:8 error schema: Unexpected "fixed", expected one of investigating, identified, monitoring, resolved. → Did you mean \`resolved\`?
    state:investigating
        2:1 error yaml-syntax: Unexpected \`state:investigating\` without a blank behind the colon, expected \`key: value\`. → Write \`state: investigating\`. The parser says: Implicit keys need to be on a single line.
    state investigating
        2:1 error yaml-syntax: Unexpected line \`state investigating\`, expected \`key: value\`. → Write \`state: investigating\`, or put text below the closing \`---\`. The parser says: Implicit keys need to be on a single line.
      state: investigating
        2:3 error yaml-syntax: Unexpected indentation of \`state: investigating\`, expected it in the column of \`title:\` below. → Take out 2 spaces before \`state:\`. The parser says: Unexpected scalar at node end.
    ----⏎state
        1:1 error front-matter: Unexpected \`----\` in the first line, expected three hyphens \`---\`. → Write \`---\` instead of \`----\`.
    ⏎---⏎state
        1:1 error front-matter: Unexpected blank line at the start, expected \`---\` in the first line. → Take out the blank line above \`---\`.
    —-⏎state
        1:1 error front-matter: Unexpected \`—-\` in the first line, expected three hyphens \`---\`. → Write \`---\` instead of \`—-\`.
    state
        1:1 error front-matter: Unexpected \`state: investigating\` in the first line, expected front matter: a line \`---\` and nothing else above it. → Put a line \`---\` above \`state: investigating\`, and one below the last field.
    title: Checkout: slow
        3:8 error yaml-syntax: Unexpected \`: \` in the value of \`title: Checkout: slow\`, expected a text with a colon in quotes. → Write \`title: "Checkout: slow"\`. The parser says: Nested mappings are not allowed in compact mappings.
    title: Orders fail #shop
        3:20 warning yaml-syntax: Unexpected comment in \`title: Orders fail #shop\`, expected the whole text in quotes: only "Orders fail" is read. → Write \`title: "Orders fail #shop"\`; for a comment, put a blank behind \`#\`.
    title: "Checkout" is slow
        3:8 error yaml-syntax: Unexpected text behind the quotes in \`title: "Checkout" is slow\`, expected the quotes around all of it. → Write \`title: '"Checkout" is slow'\`. The parser says: Unexpected scalar at node end.
    title: [Checkout] is slow
        3:8 error yaml-syntax: Unexpected text behind the brackets in \`title: [Checkout] is slow\`, expected a text that begins with \`[\` in quotes. → Write \`title: "[Checkout] is slow"\`. The parser says: Unexpected scalar at node end.
    title: "Checkout is slow
        3:8 error yaml-syntax: Unexpected end of \`title: "Checkout is slow\` within quotes, expected a closing \`"\`. → Write \`title: "Checkout is slow"\`. The parser says: Missing closing "quote.
    title: @ana looks into it
        3:8 error yaml-syntax: Unexpected \`@\` at the start of the value in \`title: @ana looks into it\`, expected it in quotes: YAML means something else by it. → Write \`title: "@ana looks into it"\`. The parser says: Plain value cannot start with reserved character @.
    title: 5xx: "errors"
        3:8 error yaml-syntax: Unexpected \`: \` in the value of \`title: 5xx: "errors"\`, expected a text with a colon in quotes. → Write \`title: '5xx: "errors"'\`. The parser says: Nested mappings are not allowed in compact mappings.
    next_update: 30m
        3:14 error schema: Unexpected "30m", expected a time such as 2026-03-01T10:00:00Z. → A time is expected here, not how long: \`2026-03-01T10:36:00Z\`.
    next_update: 11:20
        3:14 error schema: Unexpected "11:20", expected a time such as 2026-03-01T10:00:00Z. → In Europe/Berlin that is \`2026-03-01T11:20:00+01:00\`, in UTC \`2026-03-01T10:20:00Z\`.
    next_update: 2026-03-01 11:20
        3:14 error time-has-offset: Unexpected time "2026-03-01 11:20" without an offset, expected one, such as Z for UTC or +01:00. → In Europe/Berlin that is \`2026-03-01T11:20:00+01:00\`, in UTC \`2026-03-01T10:20:00Z\`.
    next_update: 2026-03-01 11:20 CET
        3:14 error schema: Unexpected "2026-03-01 11:20 CET", expected a time such as 2026-03-01T10:00:00Z. → CET is +01:00: \`2026-03-01T11:20:00+01:00\`, in UTC \`2026-03-01T10:20:00Z\`.
    next_update: 01/03/2026 11:20
        3:14 error schema: Unexpected "01/03/2026 11:20", expected a time such as 2026-03-01T10:00:00Z. → Write the day as \`2026-03-01\` or \`2026-01-03\`, whichever it is, with a time such as \`T10:00:00Z\`.
    next_update: soon
        3:14 error schema: Unexpected "soon", expected a time such as 2026-03-01T10:00:00Z. → 
    message: We look.
        3:1 error schema: Unexpected key \`message\`, expected none: what customers read stands below the closing line \`---\`. → Remove it.
    state: closed
        2:8 error schema: Unexpected "closed", expected one of investigating, identified, monitoring, resolved. → Did you mean \`resolved\`?
    severity: SEV2
        4:11 error schema: Unexpected "SEV2", expected one of SEV-1, SEV-2, SEV-3, SEV-4. → Did you mean \`SEV-2\`?
    severity: 2
        4:11 error schema: Unexpected number 2, expected one of SEV-1, SEV-2, SEV-3, SEV-4. → Did you mean \`SEV-2\`?
    sev: SEV-2
        4:1 error schema: Unexpected key \`sev\`, expected \`severity\`. → Rename it to \`severity\`.
    id: inc-2026-0001
        2:5 error schema: Unexpected "inc-2026-0001", expected an incident id such as INC-2026-0031. → Did you mean \`INC-2026-0001\`?
    id: INC-2026-1
        2:5 error schema: Unexpected "INC-2026-1", expected an incident id such as INC-2026-0031. → Did you mean \`INC-2026-0001\`?
    services: checkout
        5:11 error schema: Unexpected "checkout", expected a list. → Write \`services: [checkout]\`.
    services:⏎- checkout⏎-ledger-store
        7:1 error yaml-syntax: Unexpected \`-ledger-store\` without a blank behind the dash, expected \`- \` before an entry of a list. → Write \`- ledger-store\`. The parser says: Implicit keys need to be on a single line.
    detected_by: customers
        3:14 error schema: Unexpected "customers", expected one of monitoring, internal, customer. → Did you mean \`customer\`?
    roles: {commander: "@ana"}
        3:20 error handle: Unexpected "@ana", expected a handle as the forge knows it, without @. → Did you mean \`ana\`?
    roles: {commander: @ana}
        3:8 error yaml-syntax: Unexpected sign in \`roles: {commander: @ana}\`, expected what begins with \`@\`, \`%\`, \`>\`, \`|\` or a backtick in quotes. → Write \`roles: {commander: "@ana"}\`. The parser says: Plain value cannot start with reserved character @.
    actions:⏎title: Alert on it
        5:1 error yaml-syntax: Unexpected second \`title\`, expected each key once. → Keep one of them; if it belongs to \`actions\`, put two spaces before \`title:\`.
    status: done
        5:9 error schema: Unexpected "done", expected one of draft, proposed, approved, in_progress, completed, rolled_back, aborted, cancelled, rejected. → Did you mean \`completed\`?
    type: Normal
        4:7 error schema: Unexpected "Normal", expected one of standard, normal, emergency. → Did you mean \`normal\`?
    risk: 3
        10:7 error schema: Unexpected number 3, expected the four scores that the level is derived from: blast_radius, rollback_difficulty, complexity, timing. → Write it as \`risk: {blast_radius: …, rollback_difficulty: …, complexity: …, timing: …}\`.
    risk:⏎blast_radius: 3⏎rollback_difficulty: 2⏎complexity: 2⏎timing: 1
        11:1 error schema: Unexpected key \`blast_radius\` beside \`risk:\`, expected it below, indented: \`risk\` has nothing in it. → Put two spaces before \`blast_radius:\`, and before all that belongs to \`risk\`.
    window: 2026-02-25 02:00 - 04:00
        11:9 error schema: Unexpected "2026-02-25 02:00 - 04:00", expected a map of keys and values. → Write it as \`window: {start: …, end: …}\`.
    window: {start: 25.02.2026 02:00, end: 25.02.2026 04:00}
        11:17 error schema: Unexpected "25.02.2026 02:00", expected a time such as 2026-03-01T10:00:00Z. → In Europe/Berlin that is \`2026-02-25T02:00:00+01:00\`, in UTC \`2026-02-25T01:00:00Z\`.
        11:40 error schema: Unexpected "25.02.2026 04:00", expected a time such as 2026-03-01T10:00:00Z. → In Europe/Berlin that is \`2026-02-25T04:00:00+01:00\`, in UTC \`2026-02-25T03:00:00Z\`.
    max_duration: 15 min
        13:17 error schema: Unexpected "15 min", expected a duration such as 90s, 45m, 2h30m or 14d. → Write \`15m\`.
    max_duration: 15
        13:17 error schema: Unexpected number 15, expected a duration. → Say of what: \`15m\` for minutes, \`15s\` for seconds, \`15h\` for hours, \`15d\` for days.
    comparator: >
        15:7 error yaml-syntax: Unexpected sign in \`- {metric: redis_error_ratio, comparator: >, threshold: 0.01, action: automatic}\`, expected what begins with \`@\`, \`%\`, \`>\`, \`|\` or a backtick in quotes. → Write \`- {metric: redis_error_ratio, comparator: ">", threshold: 0.01, action: automatic}\`. The parser says: Plain value cannot start with block scalar indicator >.
    implementer: "@ana"
        7:14 error handle: Unexpected "@ana", expected it without \`@\` and without blanks around it. → Did you mean \`ana\`?
    members: ana, bo
        2:10 error schema: Unexpected "ana, bo", expected a list. → Write \`members: [ana, bo]\`.
    members: ["@ana", bo]
        2:11 error handle: Unexpected "@ana", expected a handle as the forge knows it, without @. → Did you mean \`ana\`?
    contacts: {chat: #payments}
        3:11 error yaml-syntax: Unexpected \`#\` behind a blank in \`contacts: {chat: #payments}\`, expected it in quotes: else the rest of the line is a comment. → Write \`contacts: {chat: "#payments"}\`. The parser says: Flow map in block collection must be sufficiently indented and end with a }.
    contacts:⏎  chat: #payments
        4:9 error schema: Unexpected nothing, expected text. → 
        4:9 warning yaml-syntax: Unexpected comment in \`chat: #payments\`, expected the whole text in quotes: nothing of it is read. → Write \`chat: "#payments"\`; for a comment, put a blank behind \`#\`.
    rollout: [{percent:10}, {percent: 100}]
        3:12 error schema: Unexpected \`percent:10\` without a blank behind the colon, expected \`key: value\`. → Write \`percent: 10\`.
    slo_impact: [{slo: checkout-availability, fraction: 25%}]
        3:53 error schema: Unexpected "25%", expected a number from 0 to 1. → Write \`fraction: 0.25\`: a share of 1.
    tier: one
        3:7 error schema: Unexpected "one", expected a number from 1 to 4. → 
    tier: "1"
        3:7 error schema: Unexpected "1", expected a number from 1 to 4. → Write \`tier: 1\`, without quotes.
    public:⏎name: Checkout
        6:1 error yaml-syntax: Unexpected second \`name\`, expected each key once. → Keep one of them; if it belongs to \`public\`, put two spaces before \`name:\`.
    public: true
        5:9 error schema: Unexpected true, expected a map of keys and values. → Write it as \`public: {name: …, group: …, description: …, position: …}\`.
    description: Sells tickets: all of them
        7:14 error yaml-syntax: Unexpected \`: \` in the value of \`description: Sells tickets: all of them\`, expected a text with a colon in quotes. → Write \`description: "Sells tickets: all of them"\`. The parser says: Nested mappings are not allowed in compact mappings.
    	description: x
        7:1 error yaml-syntax: Unexpected tab, expected spaces to indent with. → Replace the tab by spaces.
    maintenance_windows: [{days: [Tuesday], from: 2am, to: "4:00"}]
        7:31 error schema: Unexpected "Tuesday", expected one of mon, tue, wed, thu, fri, sat, sun. → Did you mean \`tue\`?
        7:47 error schema: Unexpected "2am", expected a time of day such as "02:00". → Did you mean \`02:00\`?
        7:56 error schema: Unexpected "4:00", expected a time of day such as "02:00". → Did you mean \`04:00\`?
    name: Acme⏎brand: {color: #0b5fff}
        2:8 error yaml-syntax: Unexpected \`#\` behind a blank in \`brand: {color: #0b5fff}\`, expected it in quotes: else the rest of the line is a comment. → Write \`brand: {color: "#0b5fff"}\`. The parser says: Flow map in block collection must be sufficiently indented and end with a }.
    name: Acme⏎brand:⏎  color: #0b5fff
        3:10 warning yaml-syntax: Unexpected comment in \`color: #0b5fff\`, expected the whole text in quotes: nothing of it is read. → Write \`color: "#0b5fff"\`; for a comment, put a blank behind \`#\`.
    name: Acme⏎locale: english
        2:9 warning site-language: Unexpected language english, expected one of ar, de, en, es, fr, ja. → Did you mean \`en\`? As it is, the page speaks English.
    time_zone: CET+1
        3:12 error schema: Unexpected time zone "CET+1", expected a name of the tz database such as Europe/Berlin. → 
    level: Hard
        2:8 error schema: Unexpected "Hard", expected one of hard, soft. → Did you mean \`hard\`?
    start: 2026-12-18
        4:8 error schema: Unexpected "2026-12-18", expected a time such as 2026-03-01T10:00:00Z. → Add the time of day: such as \`2026-12-18T10:00:00Z\` in UTC, \`2026-12-18T10:00:00+01:00\` in Europe/Berlin.
    last_tested: 14.08.2026
        3:14 error schema: Unexpected "14.08.2026", expected a date such as 2026-03-01. → Write \`2026-08-14\`.
    kind: SLA
        2:7 error slo-schema: Unexpected kind "SLA", expected one of SLO, SLI, Service, DataSource, AlertPolicy, AlertCondition, AlertNotificationTarget. → Did you mean \`SLO\`?
    target: 99.9%
        28:15 error slo-schema: Unexpected "99.9%", expected a number. → Write \`target: 0.999\`: a share of 1.
    target: {{ .Values.target }}
        28:15 error yaml-syntax: Unexpected placeholder of a template, expected what stands for it. → Write what it stands for; of a Helm chart, what \`helm template\` gives. Text with braces needs quotes.
    target: 99.9
        28:15 error slo-schema: Unexpected number 99.9, expected more than 0 and less than 1. → Per cent? Write it as \`targetPercent\`.
    targetPercent: 99.9%
        28:22 error slo-schema: Unexpected "99.9%", expected a number. → Write \`targetPercent: 99.9\`: a number alone.
    targetPercent: 0.999
        28:22 warning slo-schema: Unexpected 0.999 per cent, expected per cent and not a share of 1. → Write \`targetPercent: 99.9\` for a share of 0.999.
    apiVersion: openslo/v2
        1:13 error slo-schema: Unexpected "openslo/v2", expected openslo/v1. → 
    components: {checkout = partial_outage}
        4:14 error schema: Unexpected \`checkout = partial_outage\`, expected a colon and a blank behind the key. → Write \`checkout: partial_outage\`.
    components: {checkout; partial_outage}
        4:14 error schema: Unexpected \`checkout; partial_outage\`, expected a colon and a blank behind the key. → Write \`checkout: partial_outage\`.
    components: {Checkout API: partial_outage}
        4:14 error reference-exists: Unexpected service \`Checkout API\`, expected \`checkout\`. → Did you mean \`checkout\`?
    components:⏎  checkout:⏎  status: partial_outage
        6:3 error reference-exists: Unexpected service \`status\`, expected a service that is there. → Correct the name, or add the service.
        6:3 error schema: Unexpected key \`status\` beside \`checkout:\`, expected it below, indented: \`checkout\` has nothing in it. → Put two spaces before \`status:\`, and before all that belongs to \`checkout\`.
    state: investigating, identified
        2:8 error schema: Unexpected "investigating, identified", expected one of investigating, identified, monitoring, resolved. → Did you mean \`identified\`?
    * state: investigating
        2:1 error yaml-syntax: Unexpected \`*\` in \`* state: investigating\`, expected the field alone. → Write \`state: investigating\`. The parser says: Alias cannot be an empty string.
    ----⏎We are
        5:1 error front-matter: Unexpected \`----\` below the fields, expected three hyphens \`---\`. → Write \`---\` instead of \`----\`, in the first column.
    title: 'Can't pay'
        3:8 error yaml-syntax: Unexpected text behind the quotes in \`title: 'Can't pay'\`, expected the quotes around all of it. → Write \`title: "Can't pay"\`. The parser says: Unexpected scalar at node end.
    title: - slow checkout
        3:8 error yaml-syntax: Unexpected \`- \` at the start of the value in \`title: - slow checkout\`, expected it in quotes. → Write \`title: "- slow checkout"\`. The parser says: Unexpected block-seq-ind on same line with key.
    next_update: 11.20
        3:14 error schema: Unexpected number 11.2, expected a time. → In Europe/Berlin that is \`2026-03-01T11:20:00+01:00\`, in UTC \`2026-03-01T10:20:00Z\`.
    next_update: +30m
        3:14 error schema: Unexpected "+30m", expected a time such as 2026-03-01T10:00:00Z. → A time is expected here, not how long: \`2026-03-01T10:36:00Z\`.
    next_update: tomorrow 9:00
        3:14 error schema: Unexpected "tomorrow 9:00", expected a time such as 2026-03-01T10:00:00Z. → In Europe/Berlin that is \`2026-03-02T09:00:00+01:00\`, in UTC \`2026-03-02T08:00:00Z\`.
    next_update: 2026-03-01T11:20:00Z.
        3:14 error schema: Unexpected "2026-03-01T11:20:00Z.", expected a time such as 2026-03-01T10:00:00Z. → Write \`2026-03-01T11:20:00Z\` and nothing behind it.
    impact: SEV-2
        3:9 error schema: Unexpected "SEV-2", expected one of none, minor, major, critical. → Did you mean \`major\`?
    notify: "false"
        3:9 error schema: Unexpected "false", expected true or false. → Write \`notify: false\`.
    severity: SEV-2
        3:1 error schema: Unexpected key \`severity\`, expected none: it is internal and stands in the record's \`index.md\`. → Remove it.
    resolved: 2026-03-01T10:20:00Z
        3:1 error schema: Unexpected key \`resolved\`, expected none: an update ends the incident by \`state: resolved\`, and the time stands in \`index.md\`. → Remove it.
    severity: [SEV-2]
        4:11 error schema: Unexpected list, expected one of SEV-1, SEV-2, SEV-3, SEV-4. → Write \`severity: SEV-2\`, without brackets.
    services: {checkout}
        5:11 error schema: Unexpected map of keys and values, expected a list. → Write \`services: [checkout]\`, in square brackets.
    services: [checkout; ledger-store]
        5:12 error reference-exists: Unexpected service \`checkout; ledger-store\`, expected one by one, with commas between. → Write \`checkout, ledger-store\`.
    services: [checkout.yaml]
        5:12 error reference-exists: Unexpected service \`checkout.yaml\`, expected \`checkout\`. → Did you mean \`checkout\`?
    started: 1772359200
        6:10 error schema: Unexpected number 1772359200, expected a time. → Write \`2026-03-01T10:00:00Z\`.
    runbooks: [checkout-errors]
        11:12 error reference-exists: Unexpected runbook \`checkout-errors\`, expected \`payments/checkout-errors\`. → Did you mean \`payments/checkout-errors\`?
    commander: ana
        3:1 error schema: Unexpected key \`commander\`, expected it below \`roles\`. → Write \`roles: {commander: ana}\`.
    roles: {ic: ana}
        3:9 error schema: Unexpected key \`ic\`, expected \`commander\`. → Rename it to \`commander\`.
    status: open
        3:1 error schema: Unexpected key \`status\`, expected none: an incident is open until \`resolved\` says when it ended. → Remove it.
    review: {status: finished}
        3:18 error schema: Unexpected "finished", expected one of draft, in_review, done. → Did you mean \`done\`?
    closed_as: duplicate of INC-2026-0002
        3:12 error schema: Unexpected "duplicate of INC-2026-0002", expected one of duplicate, false_alarm. → Did you mean \`duplicate\`?
    slo_impact: {slo: checkout-availability, fraction: 0.25}
        3:13 error schema: Unexpected map of keys and values, expected a list. → Write \`slo_impact: [{slo: checkout-availability, fraction: 0.25}]\`, in square brackets.
    slo_impact: [{slo: checkout-availability, fraction: 25}]
        3:53 error schema: Unexpected number 25, expected at most 1. → Per cent? Write \`fraction: 0.25\`: a share of 1.
    links: [https://wiki.acme.example/x]
        3:8 error schema: Unexpected list, expected a map of keys and values. → Write it as \`links: {name: https://wiki.acme.example/x}\`.
    implementor: ana
        7:1 error schema: Unexpected key \`implementor\`, expected \`implementer\`. → Rename it to \`implementer\`.
    blast_radius: high
        10:22 error schema: Unexpected "high", expected a number from 1 to 4. → 
    duration: 15m
        13:3 error schema: Unexpected key \`duration\`, expected \`max_duration\`. → Rename it to \`max_duration\`.
    rollout: [{percent: 10%}, {percent: 100%}]
        3:21 error schema: Unexpected "10%", expected a number from 0 to 100. → Write \`percent: 10\`: a number alone.
        3:37 error schema: Unexpected "100%", expected a number from 0 to 100. → Write \`percent: 100\`: a number alone.
    tier: T1
        3:7 error schema: Unexpected "T1", expected a number from 1 to 4. → Write \`tier: 1\`: a number alone.
    public:⏎  name: Checkout⏎   group: Shop
        7:4 error yaml-syntax: Unexpected indentation of \`group: Shop\`, expected it in the column of \`name\` above, which has its value already. → Take out 1 space before \`group:\`. The parser says: Nested mappings are not allowed in compact mappings.
    group: Shop
        7:1 error schema: Unexpected key \`group\`, expected it below \`public\`. → Move \`group: Shop\` below \`public:\`, to what stands there.
    name: "Checkout API
        1:7 error yaml-syntax: Unexpected end of \`name: "Checkout API\` within quotes, expected a closing \`"\`. → Write \`name: "Checkout API"\`. The parser says: Missing closing "quote.
    members: {ana: Ana, bo: Bo}
        2:10 error schema: Unexpected map of keys and values, expected a list. → Write \`members: [ana, bo]\`, in square brackets.
    services: "*"
        6:11 error schema: Unexpected "*", expected all, or a list. → Did you mean \`all\`?
    end: 2w
        5:6 error schema: Unexpected "2w", expected a time such as 2026-03-01T10:00:00Z. → A time is expected here, not how long: \`2027-01-01T00:00:00Z\`.
    review_in: 3 months
        3:12 error schema: Unexpected "3 months", expected a duration such as 90s, 45m, 2h30m or 14d. → Write \`90d\`.
    status.acme.example
        2:6 error schema: Unexpected address "status.acme.example", expected http://… or https://…. → Did you mean \`https://status.acme.example\`?
    time_zone: Berlin
        3:12 error schema: Unexpected time zone "Berlin", expected a name of the tz database such as Europe/Berlin. → Did you mean \`Europe/Berlin\`?
    locales: [english, german]
        4:11 warning site-language: Unexpected language english, expected one of ar, de, en, es, fr, ja. → Did you mean \`en\`? As it is, there is no page in it.
        4:20 warning site-language: Unexpected language german, expected one of ar, de, en, es, fr, ja. → Did you mean \`de\`? As it is, there is no page in it.
    locale: de_DE
        4:9 error schema: Unexpected language "de_DE", expected a tag such as en or de. → Did you mean \`de-DE\`?
    brand: {color: 0b5fff}
        4:16 error schema: Unexpected colour, expected six hexadecimal digits such as "#0b5fff". → Did you mean \`"#0b5fff"\`?
    logo: logo.svg
        4:1 error schema: Unexpected key \`logo\`, expected it below \`brand\`. → Write \`brand: {logo: logo.svg}\`.
    repository: git@github.com:acme/ops.git
        4:13 error schema: Unexpected address "git@github.com:acme/ops.git", expected http://… or https://…. → Did you mean \`https://github.com/acme/ops\`?
    uptime: {days: 90d}
        4:16 error schema: Unexpected "90d", expected a number from 1 to 365. → Write \`days: 90\`: a number alone.
    responders: platform
        1:13 error schema: Unexpected "platform", expected all, or a list. → Write \`responders: [platform]\`.
    runbook_review: 60
        1:17 error schema: Unexpected number 60, expected a duration. → Say of what: \`60m\` for minutes, \`60s\` for seconds, \`60h\` for hours, \`60d\` for days."
  `)
})
