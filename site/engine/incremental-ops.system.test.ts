import { INDICATOR } from '../../scripts/fixtures/slo-sample.ts'
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditProblems } from '#assess/audit'
import { assess } from '#assess/content'
import type { OpsSource } from '#assess/sites'
import { sloBudgets } from '#model/slo/budgets'
import { unrecordedChanges } from '#model/metrics/finished'
import { faultyRecords, withoutBroken } from '#model/publish/without-broken'
import { publishableCatalog } from '#model/publish/publishable'
import { compactInstant, dateIn, DAY, formatInstant, HOUR, MINUTE } from '#model/time'
import { rebuilder, type Rebuilder } from '../../scripts/fixtures/built-again.ts'
import type { Published } from './publish.ts'

/*
 * The ops site, whatever is edited and however the time passes: built again and again it is the same as built from
 * nothing. What is edited are files, so that records break, and links lead to what has come, gone or has another name.
 */

const START = Date.parse('2026-03-02T08:00:00Z')

/** A company's records; each knows how it is written. */
interface World {
  now: number
  /** How many there ever were: each has a number of its own. */
  made: number
  site: { name: string; time_zone: string }
  review: string
  teams: Record<string, { name: string }>
  services: Record<string, { name: string; team: string; depends_on: string[]; broken: boolean }>
  slo: string
  runbooks: Entry[]
  changes: (Entry & { status: string; start: number; service: string; outcome: [number, number] | null })[]
  incidents: (Entry & { start: number; end: number | null; service: string; cause: string | null; posted: number[] })[]
  freezes: (Entry & { start: number; end: number })[]
  dated: boolean
}

interface Entry {
  id: string
  /** Ends its file's name. */
  slug: string
  title: string
  text: string
  broken: boolean
}

const world = (): World => ({
  now: START,
  made: 0,
  site: { name: 'Acme', time_zone: 'Europe/Berlin' },
  review: '60d',
  teams: { core: { name: 'Core' }, web: { name: 'Web' } },
  services: {
    booking: { name: 'Booking', team: 'core', depends_on: ['ledger'], broken: false },
    ledger: { name: 'Ledger', team: 'web', depends_on: [], broken: false },
  },
  slo: 'booking-works',
  runbooks: [{ id: 'first', slug: '', title: 'First aid', text: '', broken: false }],
  changes: [],
  incidents: [],
  freezes: [],
  dated: true,
})

const named = (kind: 'CHG' | 'INC', n: number) => `${kind}-2026-${String(n).padStart(4, '0')}`
/** An unknown key breaks a record. */
const brokenBy = (broken: boolean) => (broken ? 'colour: blue\n' : '')
const placeOf = { change: (one: Entry) => `changes/2026/${one.id}${one.slug}.md`, incident: incidentFolder }
function incidentFolder({ id, slug }: Entry) {
  return `incidents/2026/${id}${slug}`
}

function filesOf(w: World): Map<string, string> {
  const files = new Map<string, string>([
    [
      'site.yaml',
      `name: ${w.site.name}\nurl: https://status.acme.example\nops_url: https://ops.acme.example\ntime_zone: ${w.site.time_zone}\n`,
    ],
    ['policy.yaml', `runbook_review: ${w.review}\n`],
    [
      'slos/booking.yaml',
      `apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: ${w.slo}}\nspec:\n  service: booking\n  indicator: ${INDICATOR}\n  budgetingMethod: Occurrences\n  objectives: [{target: 0.999}]\n`,
    ],
    [
      'events/fair.yaml',
      'title: The fair\nstart: 2026-03-10T00:00:00Z\nend: 2026-03-12T00:00:00Z\nservices: [booking]\n',
    ],
  ])
  for (const [id, { name }] of Object.entries(w.teams))
    files.set(`teams/${id}.yaml`, `name: ${name}\nmembers: [ana, ${id}]\n`)
  for (const [id, { name, team, depends_on, broken }] of Object.entries(w.services))
    files.set(
      `services/${id}.yaml`,
      `name: ${name}\nteam: ${team}\ntier: 2\ndepends_on: [${depends_on.join(', ')}]\npublic: {name: ${name}}\n${brokenBy(broken)}`,
    )
  for (const { id, title, text, broken } of w.runbooks)
    files.set(
      `runbooks/${id}.md`,
      `---\ntitle: ${title}\nservices: [booking]\nteam: core\nalerts: [Alarm${id}]\nlast_tested: 2026-02-10\n${brokenBy(broken)}---\n` +
        `## Summary\n\n${text}\n\n## Impact\n\nSome.\n\n## Diagnosis\n\nLook.\n\n## Mitigation\n\nMend.\n\n## Escalation\n\nCall.\n`,
    )
  for (const one of w.changes)
    files.set(
      placeOf.change(one),
      `---\nid: ${one.id}\ntitle: ${one.title}\ntype: normal\nstatus: ${one.status}\nrequester: core\nimplementer: ana\nenvironment: production\n` +
        `services: [${one.service}]\nrisk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}\n` +
        `window: {start: ${formatInstant(one.start)}, end: ${formatInstant(one.start + 2 * HOUR)}}\n` +
        'rollback: {max_duration: 5m, criteria: [{metric: errors, comparator: ">", threshold: 1, action: manual}]}\n' +
        (one.outcome
          ? `outcome: {started: ${formatInstant(one.outcome[0])}, finished: ${formatInstant(one.outcome[1])}}\n`
          : '') +
        `${brokenBy(one.broken)}---\n## Implementation plan\n\n${one.text}\n\n## Verification\n\nLook.\n\n## Rollback plan\n\nGo back.\n`,
    )
  for (const one of w.incidents) {
    files.set(
      `${placeOf.incident(one)}/index.md`,
      `---\nid: ${one.id}\ntitle: ${one.title}\nseverity: SEV-2\nservices: [${one.service}]\nstarted: ${formatInstant(one.start)}\n` +
        (one.end === null ? '' : `resolved: ${formatInstant(one.end)}\n`) +
        (one.cause === null ? '' : `caused_by: [${one.cause}]\n`) +
        `runbooks: [first]\nalerts: [Alarmfirst]\nactions: [{title: Look closer, owner: ana, due: ${dateIn(one.start + 3 * DAY, 'Etc/UTC')}}]\n` +
        `links: {plan: ../../../slos/booking.yaml}\n${brokenBy(one.broken)}---\n## Timeline\n\nTimes in Europe/Berlin.\n\n- 10:00 ${one.text}\n- 25:00 ${one.title}\n`,
    )
    for (const [i, at] of one.posted.entries())
      files.set(
        `${placeOf.incident(one)}/public/${compactInstant(at)}.md`,
        `---\nstate: investigating\n${i === 0 ? `title: ${one.title}\n` : ''}next_update: ${formatInstant(at + 30 * MINUTE)}\ncomponents: {booking: partial_outage}\n---\nAs of ${at}.\n`,
      )
  }
  for (const { id, title, start, end, broken } of w.freezes)
    files.set(
      `freezes/${id}.yaml`,
      `title: ${title}\nlevel: hard\nowner: ana\nstart: ${formatInstant(start)}\nend: ${formatInstant(end)}\n${brokenBy(broken)}`,
    )
  return files
}

type Edit = (w: World) => void
const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const everything = (w: World): Entry[] => [...w.changes, ...w.incidents, ...w.runbooks, ...w.freezes]
const oneOf = fc.nat(1000)
const aService = fc.constantFrom('booking', 'ledger')

/** A sentence of one record that leads to another's file: from wherever it is, for each is as deep as it says. */
function linkTo(w: World, from: Entry, n: number) {
  const up = w.incidents.includes(from as never) ? '../../../' : w.changes.includes(from as never) ? '../../' : '../'
  const files = [...w.changes.map(placeOf.change), ...w.incidents.map(placeOf.incident), 'slos/booking.yaml']
  const file = pick([...files, ...w.runbooks.map(({ id }) => `runbooks/${id}.md`)], n)
  from.text = `See [this](${up}${file}#more), ${n}.`
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(MINUTE, 31 * MINUTE, 3 * HOUR, DAY, 40 * DAY)
      .map((by) => (w: World) => void (w.now += by)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(aService, fc.constantFrom('proposed', 'approved', 'in_progress', 'draft'), fc.constantFrom(-3, -1, 1, 30))
      .map(([service, status, hours]) => (w: World) => {
        const id = named('CHG', ++w.made)
        const start = w.now + hours * HOUR
        w.changes.push({
          id,
          slug: '-it',
          title: `Change ${id}`,
          text: 'Do.',
          broken: false,
          status,
          start,
          service,
          outcome: null,
        })
      }),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(aService, oneOf, fc.boolean()).map(([service, n, caused]) => (w: World) => {
      const id = named('INC', ++w.made)
      const cause = (caused && pick(w.changes, n)?.id) || null
      w.incidents.push({
        id,
        slug: '-x',
        title: `Trouble ${id}`,
        text: 'It began.',
        broken: false,
        service,
        start: w.now - 20 * MINUTE,
        end: null,
        cause,
        posted: [w.now - 10 * MINUTE],
      })
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(oneOf, fc.constantFrom('approved', 'in_progress', 'completed', 'cancelled'))
      .map(([n, status]) => (w: World) => {
        const one = pick(w.changes, n)
        if (!one) return
        one.status = status
        one.outcome = status === 'completed' ? [w.now - HOUR, w.now - MINUTE] : null
      }),
  },
  { weight: 2, arbitrary: oneOf.map((n) => (w: World) => void pick(w.incidents, n)?.posted.push(w.now)) },
  {
    weight: 2,
    arbitrary: oneOf.map((n) => (w: World) => {
      const one = pick(w.incidents, n)
      if (one) one.end = one.end === null ? w.now : null
    }),
  },
  {
    weight: 3,
    arbitrary: oneOf.map((n) => (w: World) => {
      const one = pick(everything(w), n)
      if (one) one.title = `Called ${n}`
    }),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(oneOf, oneOf).map(([n, to]) => (w: World) => {
      const one = pick([...w.changes, ...w.incidents, ...w.runbooks], n)
      if (one) linkTo(w, one, to)
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(oneOf, fc.constantFrom('', '-y', '-z')).map(([n, slug]) => (w: World) => {
      const one = pick([...w.changes, ...w.incidents], n)
      if (one) one.slug = slug
    }),
  },
  {
    weight: 3,
    arbitrary: oneOf.map((n) => (w: World) => {
      const one = pick(
        [...everything(w), w.services['ledger']].filter((any) => any !== undefined),
        n,
      )
      if (one) one.broken = !one.broken
    }),
  },
  oneOf.map((n) => (w: World) => void w.incidents.splice(n % Math.max(1, w.incidents.length), 1)),
  oneOf.map((n) => (w: World) => void w.changes.splice(n % Math.max(1, w.changes.length), 1)),
  fc.constantFrom('first', 'second', 'a/second').map((id) => (w: World) => {
    const at = w.runbooks.findIndex((one) => one.id === id)
    if (at < 0) w.runbooks.push({ id, slug: '', title: `Book ${id}`, text: 'Read.', broken: false })
    else w.runbooks.splice(at, 1)
  }),
  fc.constantFrom(-1, 1, 20).map((days) => (w: World) => {
    const start = w.now + days * DAY
    w.freezes.push({
      id: `f${++w.made}`,
      slug: '',
      title: 'Quiet',
      text: '',
      broken: false,
      start,
      end: start + 2 * DAY,
    })
  }),
  fc.tuple(aService, fc.constantFrom('Booking', 'Buchung', 'A & B')).map(([id, name]) => (w: World) => {
    const one = w.services[id]
    if (one) one.name = name
  }),
  aService.map((id) => (w: World) => {
    const one = w.services['ledger']
    if (one) one.team = one.team === 'core' ? 'web' : 'core'
    if (w.services['booking']) w.services['booking'].depends_on = id === 'ledger' ? ['ledger'] : []
  }),
  fc.constantFrom('Core', 'Kern').map((name) => (w: World) => void (w.teams['core'] = { name })),
  {
    weight: 3,
    arbitrary: fc.constantFrom('booking-works', 'booking-fast').map((slo) => (w: World) => void (w.slo = slo)),
  },
  fc.constantFrom('10d', '60d').map((review) => (w: World) => void (w.review = review)),
  fc.constantFrom('Acme', 'Zenith').map((name) => (w: World) => void (w.site.name = name)),
  fc.constantFrom('Europe/Berlin', 'Asia/Tokyo').map((zone) => (w: World) => void (w.site.time_zone = zone)),
  fc.boolean().map((dated) => (w: World) => void (w.dated = dated)),
)

let ops: Rebuilder
let content: string
beforeAll(async () => {
  ops = await rebuilder('ops')
  content = mkdtempSync(join(tmpdir(), 'evenkeel-incremental-ops-'))
})
afterAll(() => {
  ops.remove()
  rmSync(content, { recursive: true })
})

function build(w: World, name: string): Promise<Published> {
  rmSync(content, { recursive: true })
  for (const [path, text] of filesOf(w)) {
    mkdirSync(dirname(join(content, path)), { recursive: true })
    writeFileSync(join(content, path), text)
  }
  const { catalog, diagnostics, faulty, unfit, doubled, ...assessed } = assess(content, w.now, () => w.now)
  const data: OpsSource = {
    catalog: withoutBroken(catalog, { faulty, unfit, doubled }),
    faulty: faultyRecords(catalog, { faulty, unfit, doubled }),
    diagnostics,
    folder: 'content',
    created: w.dated ? new Map(catalog.changes.map(({ id }) => [id, START - DAY])) : null,
    unrecorded: unrecordedChanges(catalog.changes),
    budgets: sloBudgets(publishableCatalog(catalog, unfit), catalog.slos, null),
    stale: auditProblems({ catalog, ...assessed }),
    settings: null,
    pictures: [],
    owed: null,
    small_pictures: {},
  }
  return ops.build(structuredClone(data), '', name)
}

test('An ops site that is built after every edit is the one that is built at the end, byte for byte.', async () => {
  let kept = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 }),
      async (builds) => {
        ops.clear()
        const w = world()
        for (const edits of builds) {
          for (const act of edits) act(w)
          const { failed, files, rendered } = await build(w, 'again')
          expect(failed).toEqual([])
          kept += files - rendered
        }
        await build(w, 'whole')
        const [again, whole] = [ops.filesOf('again'), ops.filesOf('whole')]
        expect([...again.keys()]).toEqual([...whole.keys()])
        expect([...whole].filter(([path, text]) => again.get(path) !== text).map(([path]) => path)).toEqual([])
      },
    ),
    { numRuns: 20 },
  )
  // Otherwise it would have held for want of anything that is left alone.
  expect(kept).toBeGreaterThan(100)
})

test('As time passes and nothing goes on, no page is rendered but those of now.', async () => {
  ops.clear()
  const w = world()
  const over = { slug: '', text: 'It was.', broken: false, service: 'booking' }
  for (let n = 1; n <= 20; n++) {
    const start = w.now - n * 40 * DAY
    const outcome: [number, number] = [start, start + HOUR]
    w.incidents.push({
      ...over,
      id: named('INC', n),
      title: `Trouble ${n}`,
      start,
      end: start + HOUR,
      cause: null,
      posted: [],
    })
    w.changes.push({ ...over, id: named('CHG', n), title: `Change ${n}`, status: 'completed', start, outcome })
  }
  const first = await build(w, 'again')
  expect(first.rendered).toBe(first.files)
  w.now += MINUTE
  const before = ops.filesOf('again')
  // Now, actions, the calendar, changes, the handover, incidents, metrics, postmortems, SLOs and the one that there is,
  // and all records as data.
  expect((await build(w, 'again')).rendered).toBe(11)
  const differ = [...ops.filesOf('again')].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]))
  expect(differ).toEqual(
    [
      ...['', 'actions', 'calendar', 'changes', 'handover', 'incidents', 'metrics', 'postmortems', 'slos'].map((of) =>
        join('/', of, 'index.html'),
      ),
      '/slos/booking-works/index.html',
      '/api/records.json',
    ].toSorted(),
  )
})

test('A new incident renders its page, the lists that have it, and the pages of what it names.', async () => {
  ops.clear()
  const w = world()
  const told = { slug: '', text: 'It was.', broken: false, title: 'Trouble', cause: null, posted: [] }
  for (let n = 1; n <= 20; n++)
    w.incidents.push({
      ...told,
      id: named('INC', n),
      start: w.now - n * HOUR,
      end: w.now - n * HOUR + MINUTE,
      service: 'ledger',
    })
  await build(w, 'again')
  const before = ops.filesOf('again')
  w.incidents.push({ ...told, id: named('INC', 21), start: w.now - MINUTE, end: null, service: 'booking' })
  await build(w, 'again')
  const differ = [...ops.filesOf('again')].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]))
  expect(differ).toMatchInlineSnapshot(`
    [
      "/actions/index.html",
      "/alerts/Alarmfirst/index.html",
      "/alerts/alarmfirst/index.html",
      "/api/records.json",
      "/calendar.ics",
      "/calendar/2026-03/index.html",
      "/calendar/index.html",
      "/calendar/services/booking/index.html",
      "/calendar/teams/core/index.html",
      "/handover/index.html",
      "/incidents/2026/index.html",
      "/incidents/INC-2026-0021/index.html",
      "/incidents/index.html",
      "/index.html",
      "/metrics/index.html",
      "/runbooks/first/index.html",
      "/search/catalogue-0.json",
      "/search/incidents-2026-0.json",
      "/search/index.html",
      "/search/names.json",
      "/services/booking/calendar.ics",
      "/services/booking/index.html",
      "/services/index.html",
      "/services/ledger/index.html",
      "/slos/booking-works/index.html",
      "/teams/core/calendar.ics",
      "/teams/core/index.html",
      "/teams/index.html",
      "/teams/web/index.html",
    ]
  `)
})

test('A text is rendered again where a link in it leads elsewhere, or nowhere any more.', async () => {
  ops.clear()
  const w = world()
  const planned = { slug: '', title: 'Work', broken: false, status: 'proposed', service: 'ledger', outcome: null }
  const [one, other] = [1, 2].map((n) => ({ ...planned, id: named('CHG', n), text: 'Do.', start: w.now + n * DAY }))
  if (!one || !other) throw new Error('There are two.')
  one.text = `After [the other](${other.id}.md), for [the promise](../../slos/booking.yaml#target).`
  w.changes = [one, other]
  const links = async () => {
    await build(w, 'again')
    const page = ops.filesOf('again').get(`/changes/${one.id}/index.html`) ?? ''
    return [...(/<p>After (.*?), for (.*?)\.<\/p>/.exec(page) ?? [])].slice(1)
  }
  const promise = (to: string) => `<a href="/slos/${to}/#target">the promise</a>`
  const second = `<a href="/changes/${other.id}/">the other</a>`
  expect(await links()).toEqual([second, promise('booking-works')])
  w.slo = 'booking-fast'
  expect(await links()).toEqual([second, promise('booking-fast')])
  // One that is broken has its page all the same.
  other.broken = true
  expect(await links()).toEqual([second, promise('booking-fast')])
  w.changes = [one]
  expect(await links()).toEqual(['<a>the other</a>', promise('booking-fast')])
})
