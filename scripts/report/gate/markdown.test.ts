import type { Nodes, Root } from 'mdast'
import { expect, test } from 'vitest'
import { markdownTree } from '../../fixtures/markdown-tree.ts'
import type { Change } from '#model/records/change'
import { verdictOf, type GateVerdict } from '#model/gate/verdict'
import {
  aCatalog,
  aFreeze,
  anUpdate,
  assessed,
  aStep,
  finding,
  fromPayments,
  judging,
  notYet,
  NOTHING_NEEDED,
  SITE,
} from '../../fixtures/gate-verdicts.ts'
import { aChange, anIncident } from '../../fixtures/ops-sample.ts'
import { gateMarkdown } from './markdown.ts'
import { gateText } from './terminal.ts'

function all(tree: Root): Nodes[] {
  const found: Nodes[] = []
  const walk = (node: Nodes) => {
    found.push(node)
    if ('children' in node) node.children.forEach(walk)
  }
  walk(tree)
  return found
}
const words = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(words).join('') : ''
const nodes = (verdict: GateVerdict) => all(markdownTree(gateMarkdown(verdict)))
const headings = (verdict: GateVerdict) =>
  nodes(verdict).flatMap((node) => (node.type === 'heading' ? `${node.depth} ${words(node)}` : []))
const links = (verdict: GateVerdict) => nodes(verdict).flatMap((node) => (node.type === 'link' ? node.url : []))
/** What a reader sees, a block a line. */
const read = (verdict: GateVerdict) => markdownTree(gateMarkdown(verdict)).children.map(words).join('\n')

test('The verdict comes first, then what to do next, what customers will see, the change, the other files, and the findings.', () => {
  expect(gateMarkdown(notYet()).split('\n')[0]).toBe('<!-- evenkeel:gate -->')
  expect(headings(notYet())).toEqual([
    '2 ✗ Not yet: CHG-2026-0451 needs 1 approval from payments, collides with CHG-2026-0448 and lies in the freeze “Sales week”; policy.yaml needs the approval of 1 lead.',
    '3 What to do next',
    '3 What customers will see',
    '3 ✗ CHG-2026-0451 Upgrade the session cache from Redis 7.0 to 7.2',
    '3 Other files of this pull request',
    '3 Findings: 1 warning',
  ])
})

test.each([
  'Normal change for reliability · in production · on session-cache · carried out by ana · proposed → approved',
  'Risk: medium, 8 of 16. The scores add up to 8. At least medium: a normal change to a tier 1 service in production.',
  '3 of 42 of 42 of 41 of 48',
  'Window: Wednesday 25 February 2026, 02:00 to 04:00 UTC, 2h (03:00 to 05:00 in Europe/Berlin), the work about 45m.',
  'Approvals: 1 of 2. ✗ Missing 1 from payments; given by cy.',
  'bo approved another plan, which has changed since, so this review does not count.',
  '✗ CHG-2026-0448 Resize the session cache (approved, bo). Both work on session-cache, Wednesday 25 February 2026, 03:00 to 04:00 UTC.',
  'Warning: CHG-2026-0449 Faster checkout (proposed, cy). One depends on the other: checkout → session-cache',
  '✗ Sales week (hard, Monday 23 February 2026, 00:00 to Monday 2 March 2026, 00:00 UTC; ask lead): no change but an emergency may run then.',
  'redis_error_ratio > 0.01 for 5m: automatically',
  'checkout_seconds_p99 >= 2: by hand',
  'line 6: Warning: Unexpected window outside the maintenance windows of session-cache, expected one of those. (outside-maintenance-window)',
  'The overall status is Minor Service Outage instead of All Systems Operational.',
  'Checkoutoperationalpartial outage',
  'Incident opened Card payments delayed.',
  'Maintenance announced Shorter waits at checkout: Wednesday 25 February 2026, 02:00 to 04:00 UTC',
  'Sets Checkout: partial outage. Promises the next word by Friday 20 February 2026, 12:15 UTC.',
  'We are looking into delayed card payments.',
  '✗ policy.yaml. It needs the approval of 1 lead.',
  'Move CHG-2026-0451 to one of the first times that are free of everything:Mon 2 Mar, 00:00–02:00 UTC (01:00 in Europe/Berlin): window: {start: 2026-03-02T00:00:00Z, end: 2026-03-02T02:00:00Z}',
  'Or keep this window: have lead except it from “Sales week” by a pull request of its own to freezes/2026-sales.yaml and agree with bo to move CHG-2026-0448.',
  'Have it approved by 1 lead (lead) for policy.yaml and 1 from payments (ana, bo or the one named before) for CHG-2026-0451. bo approved an earlier plan: ask for another look.',
])('The report tells: %s', (line) => {
  expect(read(notYet())).toContain(line)
})

/** An incident on checkout and search, open with one update, posted at noon on 20 February: one o'clock in Berlin. */
const told = (time: string, markdown: string, fields: Parameters<typeof anUpdate>[3]) => {
  const update = anUpdate(time, 'investigating', markdown, { title: 'Payments delayed', ...fields })
  const incident = { ...anIncident('INC-2026-0031', { services: ['checkout', 'search'] }), updates: [update] }
  const files = [incident.file]
  const approval = NOTHING_NEEDED
  return read(
    verdictOf({
      ...assessed({ paths: [{ path: 'incidents/', rule: 'responders', files, approval }] }),
      before: aCatalog(),
      after: aCatalog({ incidents: [incident] }),
    }),
  )
}
const on = (...services: string[]) => ({
  components: Object.fromEntries(services.map((id) => [id, { status: 'partial_outage' as const }])),
})

test('An update says when it is live: after the merge, or at its time, which may have been a local one.', () => {
  expect(told('2026-02-20T11:58:00Z', 'We look.', on('checkout', 'search'))).toContain(
    'Customers see this as soon as it is merged and published: a minute or two after the merge.',
  )
  const ahead = told('2026-02-20T12:48:00Z', 'We look.', on('checkout', 'search'))
  expect(ahead).toContain(
    'customers will see this at Friday 20 February 2026, 12:48 UTC (13:48 in Europe/Berlin), in 48 minutes. Local time? 12:48 in Europe/Berlin is 11:48Z',
  )
  expect(ahead).not.toContain('as soon as it is merged')
})

test('After the merge of an update the next one is due when customers were promised it.', () => {
  const next_update = Date.parse('2026-02-20T12:30:00Z')
  expect(told('2026-02-20T11:58:00Z', 'We look.', { ...on('checkout', 'search'), next_update })).toContain(
    'Merge.Post the next update by Friday 20 February 2026, 12:30 UTC: customers were promised it.',
  )
})

test('A promise that is past, an update without words and a component that stays operational are remarked.', () => {
  const next_update = Date.parse('2026-02-20T11:40:00Z')
  const report = told('2026-02-20T11:10:00Z', '', { ...on('checkout'), next_update })
  expect(report).toContain(
    'Warning: The update “Payments delayed” (investigating) promises the next word by Friday 20 February 2026, 11:40 UTC, which is past, for 20 minutes.',
  )
  expect(report).toContain('has no text: customers read its title and state alone.')
  expect(report).toContain(
    'Warning: INC-2026-0031 “Payments delayed” is open, and Search stays operational on the page. If customers notice it there, the update needs components.',
  )
})

test('Nothing is remarked of an update that says all.', () => {
  const next_update = Date.parse('2026-02-20T12:30:00Z')
  expect(told('2026-02-20T11:58:00Z', 'We look.', { ...on('checkout', 'search'), next_update })).not.toContain(
    'Warning',
  )
})

test('Other changes are linked to their ops pages, updates to their public ones.', () => {
  expect(links(notYet())).toEqual([
    ...Array.from({ length: 4 }, () => expect.stringMatching(/^https:\/\/status\.acme\.example\/incidents\/\w{12}\/$/)),
    'https://ops.acme.example/changes/CHG-2026-0451/',
    'https://ops.acme.example/changes/CHG-2026-0448/',
    'https://ops.acme.example/changes/CHG-2026-0449/',
    'https://ops.acme.example/changes/CHG-2026-0451/',
  ])
  const { ops_url: _, ...site } = SITE
  expect(gateMarkdown(notYet(), { site })).not.toContain('ops.acme.example')
  expect(gateMarkdown(notYet(), { opsUrl: 'https://elsewhere.example/ops/' })).toContain(
    'https://elsewhere.example/ops/changes/CHG-2026-0448/',
  )
})

/** A green report: an ordinary change that is approved, with a plan of some length. */
function ready(fields: { body?: string; title?: string } = {}): GateVerdict {
  const change: Change = {
    ...aChange('CHG-2026-0451', {
      title: fields.title ?? 'Grow the connection pool',
      window: { start: '2026-02-25T02:00:00Z', end: '2026-02-25T04:00:00Z' },
    }),
    body: { markdown: fields.body ?? '## Implementation plan\n\n1. Grow it\n2. Watch it\n', line: 20 },
  }
  const approval = { ...NOTHING_NEEDED, required: true, slots: [fromPayments], given: ['bo'] }
  return verdictOf(assessed({ judged: [judging(change, { approval })] }))
}

/** The lines of a report as they are read, before anything is opened. */
const unopened = (markdown: string) =>
  markdown
    .replaceAll(/<details>\n<summary>(.*)<\/summary>[^]*?\n<\/details>/g, '▸ $1')
    .split('\n')
    .filter((line) => line !== '')

test('An ordinary green report fits a screen, its plan to be opened.', () => {
  const report = gateMarkdown(ready({ body: `## Implementation plan\n\n${'1. Do it\n'.repeat(80)}` }))
  expect(unopened(report).length).toBeLessThan(20)
  expect(unopened(report)).toEqual(expect.arrayContaining(['▸ Plan and rollback', '▸ How the risk was scored']))
  expect(report.match(/^1\. Do it$/gm)).toHaveLength(80)
})

test('A plan that is too long for a comment is cut, and says where the rest is.', () => {
  const report = gateMarkdown(ready({ body: `${'A line of the plan.\n'.repeat(50_000)}` }))
  expect(report.length).toBeLessThan(65_536)
  expect(report).toContain(
    'Of 999999 characters that is the beginning; the whole stands in `changes/2026/CHG-2026-0451.md`.',
  )
})

test('A plan is quoted as it is written, whatever fences it has.', () => {
  const body = '````sh\n@team\n````\n<img src=x>\n</details>\n`````\n# Not a heading'
  const code = nodes(ready({ body })).flatMap((node) => (node.type === 'code' ? node.value : []))
  expect(code).toEqual([body])
})

const BESIDE = '# restart \u2066\u2069\u202Esurely'

test('A plan that is not what it looks like is told of, and what nobody sees shows.', () => {
  const verdict = ready({ body: `## Implementation plan\n\nmake drain ${BESIDE}\n`, title: 'Dr\u200Bain' })
  const line = verdict.changes[0]?.judged.change.body.line ?? NaN
  expect(read(verdict)).toContain(
    `The plan of CHG-2026-0451 holds 3 characters that nobody sees (U+2066, U+2069, U+202E), the first in line ${line + 2}: what is read is not what is there. Read it in an editor that shows what is hidden.`,
  )
  expect(read(verdict)).toContain('The fields of CHG-2026-0451 hold 1 character that nobody sees (U+200B)')
  expect(headings(verdict).at(-1)).toContain('Dr\uFFFDain')
  expect(gateMarkdown(verdict)).not.toMatch(/[\u2066\u2069\u202E]/)
  expect(read(ready())).not.toContain('nobody sees')
})

test('Of many plans each is told of, by its number at last.', () => {
  const changes = Array.from({ length: 30 }, (_, i) => ({
    ...aChange(`CHG-2026-${1000 + i}`),
    body: { markdown: BESIDE, line: 1 },
  }))
  const verdict = verdictOf(assessed({ judged: changes.map((change) => judging(change)) }))
  expect(read(verdict)).toContain('The plan of CHG-2026-1003 holds 3 characters')
  expect(read(verdict)).toContain('The same of 26 more plans.')
})

test('What customers get and nobody sees is remarked of their text.', () => {
  const incident = {
    ...anIncident('INC-2026-0031'),
    updates: [anUpdate('2026-02-20T11:00:00Z', 'investigating', 'Pay\u00ADments fail.', { title: 'Payments' })],
  }
  const files = [incident.file]
  const verdict = verdictOf({
    ...assessed({ paths: [{ path: 'incidents/', rule: 'responders', files, approval: NOTHING_NEEDED }] }),
    before: aCatalog(),
    after: aCatalog({ incidents: [incident] }),
  })
  const remark = 'holds 1 character that nobody sees (U+00AD); customers get the text as it is.'
  expect(read(verdict)).toContain(`The update “Payments” (investigating) ${remark}`)
  expect(read(verdict)).toContain('Pay\uFFFDments fail.')
  expect(gateText(verdict)).toContain(String.raw`    > Pay\u00adments fail.`)
  expect(gateText(verdict)).toContain(`    It ${remark}`)
})

test('The plan can be read as a page: at the forge as the pull request has it, on the ops site from the merge on.', () => {
  const fileUrl = (file: string) => `https://github.com/acme/ops/blob/abc/content/${file}`
  const report = gateMarkdown(ready(), { fileUrl })
  expect(report).toContain('(https://github.com/acme/ops/blob/abc/content/changes/2026/CHG-2026-0451.md)')
  expect(report).toContain(
    '[its page on the ops site](https://ops.acme.example/changes/CHG-2026-0451/), from the merge on.',
  )
})

test('Many changes are a table, those that fail first, and only they are told of besides.', () => {
  const changes = Array.from({ length: 30 }, (_, i) => aChange(`CHG-2026-${1000 + i}`))
  const byChange = new Map([['CHG-2026-1029', [finding({ rule: 'change-transition' })]]])
  const verdict = verdictOf(assessed({ judged: changes.map((change) => judging(change)) }, { byChange }))
  const rows = nodes(verdict)
    .filter(({ type }) => type === 'tableRow')
    .map(words)
  expect(rows[1]).toMatch(/^✗CHG-2026-1029 /)
  expect(rows.filter((row) => row.startsWith('✓CHG-2026-'))).toHaveLength(29)
  expect(headings(verdict).filter((heading) => heading.includes('CHG-'))).toEqual([
    expect.stringContaining('Not yet: CHG-2026-1029'),
    '3 ✗ CHG-2026-1029 Change CHG-2026-1029',
  ])
})

test('A report that is ready says what to do after the merge.', () => {
  const change = aChange('CHG-2026-0451', { window: { start: '2026-02-25T02:00:00Z', end: '2026-02-25T04:00:00Z' } })
  const approval = { ...NOTHING_NEEDED, required: true, slots: [fromPayments], given: ['ana'] }
  const verdict = verdictOf(assessed({ judged: [judging(change, { approval })] }))
  expect(read(verdict)).toContain('Approvals: 1 of 1. ✓ Given by ana.')
  expect(read(verdict)).toContain('Nothing else is planned on its services in that time, and there is no freeze.')
  expect(read(verdict)).toContain('Nothing: the public page stays as it is.')
  expect(read(verdict)).toContain(
    'Merge.At Wednesday 25 February 2026, 02:00 UTC, ask once more and begin: npx evenkeel gate CHG-2026-0451, then npx evenkeel change start CHG-2026-0451.',
  )
})

test('A proposal with an announcement says when customers will read it.', () => {
  const change: Change = {
    ...aChange('CHG-2026-0451', { status: 'proposed' }),
    updates: [aStep('2026-02-20T11:00:00Z', 'scheduled', 'Soon.', { title: 'Work' })],
  }
  expect(read(verdictOf(assessed({ judged: [judging(change)] })))).toContain(
    'Nothing: the public page stays as it is. CHG-2026-0451 is announced once it is approved.',
  )
})

test('An emergency goes ahead with its approval outstanding.', () => {
  const change = aChange('CHG-2026-0451', {
    type: 'emergency',
    emergency: { reason: 'security', authorised_by: 'lead', authorised_at: '2026-02-20T11:00:00Z' },
    review: { due: '2026-02-27' },
  })
  const approval = { ...NOTHING_NEEDED, required: true, later: true, slots: [fromPayments], missing: [fromPayments] }
  const freezes = [{ freeze: aFreeze('2026-sales'), effect: 'emergency' as const }]
  const verdict = verdictOf(assessed({ judged: [judging(change, { approval, freezes })] }))
  expect(read(verdict)).toContain('An emergency may go ahead without; it is due within 24 hours.')
  expect(read(verdict)).toContain('an emergency may pass')
  expect(read(verdict)).toContain('Within 24 hours: 1 approval from payments for CHG-2026-0451.')
  expect(read(verdict)).toContain('Review CHG-2026-0451 by 2026-02-27.')
})

test('Right before the start nothing is merged or published.', () => {
  const judged = [judging(aChange('CHG-2026-0451'))]
  const start = assessed({ mode: 'start', judged })
  expect(headings(verdictOf(start))).toEqual([
    '2 ✓ Go: CHG-2026-0451 may begin.',
    '3 What to do next',
    '3 ✓ CHG-2026-0451 Change CHG-2026-0451',
  ])
  const byChange = new Map([['CHG-2026-0451', [finding({ rule: 'not-in-window', help: 'Wait 8d 16h.' })]]])
  expect(read(verdictOf({ ...start, byChange }))).toContain(
    'CHG-2026-0451: Unexpected window, expected a later one. Wait 8d 16h.',
  )
})

const EVIL =
  '</summary></details>\n<script>x</script> ![p](https://evil.example/p.png) [l](https://evil.example) @team #12 `c` | **b** https://evil.example'

/** Hostile words wherever a record has room for them. */
function hostile(): GateVerdict {
  const record = {
    title: EVIL,
    implementer: EVIL,
    environment: EVIL,
    services: [EVIL],
    source: { kind: 'x' },
    rollout: [{ percent: 100, success: EVIL }],
    rollback: { max_duration: '5m', criteria: [{ metric: EVIL, comparator: '>', threshold: 1, action: 'manual' }] },
  }
  const update = aStep(
    '2026-02-20T11:00:00Z',
    'scheduled',
    `${EVIL}\n\n\`\`\`\n</details>\n@team\n\`\`\`\n\n# ${EVIL}`,
    {
      title: EVIL,
      components: { checkout: { status: 'under_maintenance' } },
    },
  )
  const change: Change = {
    ...aChange('CHG-2026-0451', record),
    body: { markdown: `## Implementation plan\n\n${EVIL}\n\n\`\`\`\`\n</details>\n\`\`\`\`\n${EVIL}`, line: 1 },
    updates: [update],
  }
  const other = aChange('CHG-2026-0448', record)
  const slot = { kind: 'service_team' as const, team: EVIL, who: [EVIL] }
  const approval = {
    ...NOTHING_NEEDED,
    required: true,
    slots: [slot],
    given: [EVIL],
    void: [{ by: EVIL, why: 'other_plan' as const }],
    missing: [slot],
  }
  const freeze = aFreeze('sales', { title: EVIL, owner: EVIL })
  const conflict = {
    a: 'CHG-2026-0448',
    b: 'CHG-2026-0451',
    kind: 'same_service' as const,
    service: EVIL,
    path: [EVIL],
    overlap: { from: 0, to: 1 },
    both_standard: false,
  }
  const place = { line: 1, column: 1, end_line: 1, end_column: 1, message: EVIL }
  const nasty = finding({ message: EVIL, help: EVIL, file: EVIL, rule: 'approvals-missing' })
  const after = aCatalog({ changes: [change, other] })
  const found = assessed(
    {
      judged: [judging(change, { approval, freezes: [{ freeze, effect: 'stops' }], conflicts: [conflict] })],
      paths: [{ path: EVIL, rule: 'any', files: Array.from({ length: 6 }, () => EVIL), approval }],
    },
    {
      after: { ...after, services: after.services.map((one) => ({ ...one, public: { name: EVIL } })) },
      outer: [
        { ...nasty, rule: 'schema' },
        { ...nasty, rule: 'freeze-stops', severity: 'warning', related: [{ ...place, file: EVIL }] },
      ],
      byChange: new Map([
        [
          'CHG-2026-0451',
          [
            nasty,
            { ...nasty, rule: 'change-overlaps-change', related: [{ ...place, file: `content/${other.file}` }] },
            { ...nasty, rule: 'change-overlaps-freeze', related: [{ ...place, file: `content/${freeze.file}` }] },
            { ...nasty, rule: EVIL },
          ],
        ],
      ]),
    },
  )
  const before = [EVIL, '```', '</details>', '@team']
  const planChanges = new Map([[change.id, [{ by: [EVIL], before, after: ['````', `${EVIL}\u202E`] }]]])
  const history = new Map([[change.id, { services: [EVIL], finished: 3, failed: 1, in_first_step: 1, more: true }]])
  return verdictOf({ ...found, planChanges, history })
}

test('Words of content make no pictures, no HTML, no links, and mention nobody.', () => {
  const found = nodes(hostile())
  const html = found.flatMap((node) => (node.type === 'html' ? node.value : []))
  expect(html.length).toBeGreaterThan(2)
  for (const tag of html)
    expect(tag).toMatch(/^(<!-- evenkeel:gate -->|<details>\n<summary>[\w :]+<\/summary>|<\/details>)$/)
  expect(found.filter(({ type }) => ['image', 'imageReference', 'linkReference', 'definition'].includes(type))).toEqual(
    [],
  )
  for (const url of links(hostile())) expect(url).toMatch(/^https:\/\/(ops|status)\.acme\.example\//)
  const plain = found.flatMap((node) => (node.type === 'text' ? node.value : [])).join('\n')
  expect(plain).toContain('@\u200Bteam')
  expect(plain).not.toMatch(/@\w|#\d|:\/\//)
  expect(headings(hostile()).map((heading) => heading[0])).toEqual(['2', '3', '3', '3', '3', '3'])
})

/** How many parts can be opened, and how many of them are closed. */
const folds = (verdict: GateVerdict) =>
  ['<details>', '</details>'].map(
    (tag) => nodes(verdict).filter((node) => node.type === 'html' && node.value.startsWith(tag)).length,
  )

test('Every part that can be opened is closed.', () => {
  expect(folds(hostile())).toEqual([5, 5])
})

function veryLarge() {
  const long = `${'@'.repeat(400)} ${'word '.repeat(400)}`
  const changes = Array.from({ length: 300 }, (_, i) => aChange(`CHG-2026-${1000 + i}`, { title: long }))
  const incidents = Array.from({ length: 300 }, (_, i) => ({
    ...anIncident(`INC-2026-${1000 + i}`),
    updates: [anUpdate('2026-02-20T11:00:00Z', 'investigating', long, { title: long })],
  }))
  const findings = Array.from({ length: 300 }, () => finding({ message: long, help: long, file: long, rule: 'schema' }))
  return verdictOf(
    assessed(
      {
        judged: changes.map((change) => judging(change)),
        paths: [
          {
            path: 'incidents/',
            rule: 'any',
            files: incidents.map(({ file }) => `${file}${long}`),
            approval: NOTHING_NEEDED,
          },
        ],
      },
      {
        after: aCatalog({ changes, incidents }),
        outer: findings,
        byChange: new Map(changes.slice(0, 30).map(({ id }) => [id, findings])),
      },
    ),
  )
}

test('A very large pull request stays within what GitHub takes, and says how much is left out.', () => {
  const verdict = veryLarge()
  const text = gateMarkdown(verdict)
  expect(text.length).toBeLessThan(65_536)
  expect(text).toMatch(/… and \d+ more changes/)
  const shown = headings(verdict)
  expect(shown[0]).toMatch(/^2 ✗ Not yet: /)
  expect(shown).toContain('3 What to do next')
  expect(shown).toContain('3 What customers will see')
  expect(shown.at(-1)).toMatch(/^3 Findings: /)
  const [opened, closed] = folds(verdict)
  expect(opened).toBe(closed)
})

test('A command that somebody is told to run can be copied as it is.', () => {
  const start = verdictOf(assessed({ mode: 'start', judged: [judging(aChange('CHG-2026-0451'))] }))
  const commands = [ready(), veryLarge(), notYet(), start].flatMap((verdict) =>
    nodes(verdict).flatMap((node) =>
      node.type === 'inlineCode' && /\b(?:gate|change) [-A-Z]|\bchange [a-z]+ /.test(node.value) ? node.value : [],
    ),
  )
  expect(commands.length).toBeGreaterThan(4)
  for (const command of commands) expect(command).toMatch(/^npx evenkeel /)
})

test('Who has nobody left to ask reads that it goes ahead without, and whose place that was.', () => {
  const change = aChange('CHG-2026-0451')
  const approval = { ...NOTHING_NEEDED, fallen: [{ slot: fromPayments, to: 'nobody' as const }] }
  const verdict = verdictOf(assessed({ judged: [judging(change, { approval })] }))
  expect(headings(verdict)[0]).toBe(
    '2 ✓ Ready to merge: CHG-2026-0451 goes ahead without an approval, for nobody else is there to give one.',
  )
  expect(read(verdict)).toContain(
    'Approvals: none needed. Nobody else is left to give 1 from payments, so nobody has to.',
  )
})

test('Where the policy asks for nobody it says that, and not that somebody approved.', () => {
  const change = aChange('CHG-2026-0451')
  const after = (before: typeof change | null) => read(verdictOf(assessed({ judged: [judging(change, { before })] })))
  expect(after(null)).toContain('Approvals: none needed. `policy.yaml` asks for nobody.')
  expect(after(change)).toContain('Approvals: none needed. This plan was approved before.')
})

test('What has begun moves nowhere: it ends, or what it meets moves.', () => {
  const [now, soon] = [
    { start: '2026-02-20T11:00:00Z', end: '2026-02-20T13:00:00Z' },
    { start: '2026-02-20T12:30:00Z', end: '2026-02-20T14:00:00Z' },
  ]
  const change = aChange('CHG-2026-0451', { status: 'in_progress', window: now, outcome: { started: now.start } })
  const other = aChange('CHG-2026-0448', { window: soon, implementer: 'bo' })
  const conflict = {
    a: other.id,
    b: change.id,
    kind: 'same_service' as const,
    service: 'booking',
    path: ['booking'],
    overlap: { from: Date.parse(soon.start), to: Date.parse(now.end) },
    both_standard: false,
  }
  const place = { file: `content/${other.file}`, line: 1, column: 1, end_line: 1, end_column: 1, message: 'Here.' }
  const byChange = new Map([[change.id, [finding({ rule: 'change-overlaps-change', related: [place] })]]])
  const after = aCatalog({ changes: [change, other] })
  const verdict = verdictOf(assessed({ judged: [judging(change, { conflicts: [conflict] })] }, { byChange, after }))
  expect(read(verdict)).toContain(
    'CHG-2026-0451 has begun: it ends, or what it meets moves.To go on: agree with bo to move CHG-2026-0448.',
  )
})
