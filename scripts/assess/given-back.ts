import type { PullRequestContent } from '#io/pull-request-reader'
import type { Spending, SpendingOf } from '#io/spending-reader'
import { idAt, kindAt, recordAt } from '#model/records/content-layout'
import { isOpen, type Incident } from '#model/records/incident'
import type { Slo } from '#model/records/slo'
import { givenBack, withoutNews, type GivenBack } from '#model/slo/given-back'
import type { TargetHistory } from '#model/slo/target-history'
import type { Instant } from '#model/time'
import { budgetsOf } from './gate-budgets.ts'

/**
 * The error budgets of which a pull request would leave more, by the targets, services and policy of what it goes into.
 * Nothing is read unless it touches incidents, changes or measurements that speak of an SLO or of its service.
 */
export async function budgetsGivenBack(
  read: PullRequestContent,
  history: (slos: readonly Slo[]) => Promise<TargetHistory>,
): Promise<GivenBack[]> {
  const { base, touched, spending, spendingAfter } = read
  const files = touched.filter((path) => /^(?:incidents|changes|measurements)\//.test(path))
  const [first] = files
  const slos = slosSpokenOf(read, files)
  if (first === undefined || slos.length === 0) return []
  const settled = base.catalog
  const targets = await history(slos)
  const rows = new Map<string, Spending['catalog']['measurements'][number]['rows']>()
  const before = await budgetsOf(settled, slos, {
    history: () => Promise.resolve(targets),
    spending: async (asked: SpendingOf) => {
      const spent = await spending(asked)
      for (const one of spent.catalog.measurements) rows.set(one.slo, one.rows)
      return spent
    },
  })
  const after = await budgetsOf(settled, slos, {
    history: () => Promise.resolve(targets),
    spending: async (asked: SpendingOf) => {
      const { catalog, unread } = await spendingAfter(asked)
      const measurements = catalog.measurements.map((one) => ({
        ...one,
        rows: withoutNews(one.rows, rows.get(one.slo) ?? []),
      }))
      return { catalog: { ...catalog, measurements }, unread }
    },
  })
  const open = settled.incidents.filter((incident) => goesOn(incident, settled.now))
  const byId = new Map(files.toReversed().map((path) => [idOf(path), path]))
  return givenBack(before.budgets, after.budgets, {
    open: new Set(open.map(({ id }) => id)),
    fileOf: (id) => byId.get(id) ?? null,
    otherwise: first,
  })
}

/** Of a record in a folder, or of measurements the SLO's. */
const idOf = (path: string): string | null => idAt(path) ?? /^measurements\/([^/]+)\.csv$/.exec(path)?.[1] ?? null

/** Inside, or as customers read of it. */
const goesOn = (incident: Incident, now: Instant): boolean =>
  isOpen(incident, now) || (incident.updates?.at(-1)?.state ?? 'resolved') !== 'resolved'

const WORD = /[\p{L}\p{N}_./-]+/gu

/** The SLOs of the base that, by themselves or by their services, stand as words in what is touched, before or after. */
function slosSpokenOf({ base, head }: PullRequestContent, files: readonly string[]): Slo[] {
  if (files.length === 0 || base.catalog.slos.length === 0) return []
  const records = new Set(files.flatMap((path) => recordAt(path) ?? []))
  const texts = [base.texts, head.texts, head.past].flatMap((all) =>
    [...all].flatMap(([path, text]) => (records.has(recordAt(path) ?? '') ? text : [])),
  )
  const words = new Set(texts.flatMap((text) => text.match(WORD) ?? []).flatMap((word) => [word, word.toLowerCase()]))
  for (const path of files) if (kindAt(path) === 'measurement') words.add(idOf(path) ?? '')
  // What is written by escapes may be any word.
  const isAny = texts.some((text) => text.includes('\\'))
  return base.catalog.slos.filter(({ id, service }) => isAny || words.has(id) || words.has(service))
}
