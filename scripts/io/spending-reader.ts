import type { Catalog } from '#model/catalog'
import {
  idAt,
  IMPACT_FILE,
  indexFile,
  isRead,
  kindAt,
  POSTMORTEM_FILE,
  publicAt,
  recordAt,
  recordFile,
  slotsIn,
} from '#model/records/content-layout'
import { DAY, formatInstant, type Instant } from '#model/time'
import { readTexts, type Files } from './catalog-reader.ts'
import type { PartContent } from './gate-reader.ts'
import { changeSaysOver, incidentSaysOver } from './says-over.ts'

/** Whose error budgets are asked for. */
export interface SpendingOf {
  /** Services that have an SLO, and those SLOs, by id. */
  services: ReadonlySet<string>
  slos: ReadonlySet<string>
  /** When the longest of their windows begins. */
  since: Instant
  now: Instant
}

/** What some error budgets were spent on, and what keeps it from counting. */
export interface Spending {
  /** The incidents, the announced changes and the measurements; of the rest only what they are read by. */
  catalog: Catalog
  /** Files of incidents and measurements that can't be read, or not all of them: what they say may be missing. */
  unread: string[]
}

/** What of a content folder error budgets are worked out from, before it is parsed. */
export const isOfSpending = (path: string): boolean =>
  path === 'site.yaml' ||
  path === 'policy.yaml' ||
  /^(?:changes|incidents|services|approvals|measurements)\//.test(path)

/** The same of a content folder that was read as far as a change has to do with it. */
export function spendingIn({ paths, texts, past, problems }: PartContent, asked: SpendingOf): Spending {
  const own = paths.filter(isOfSpending)
  const known = own.flatMap((path): [string, string][] => {
    const text = texts.get(path) ?? past.get(path)
    return text === undefined ? [] : [[path, text]]
  })
  const found = new Map(known)
  return readSpending({ paths: own, texts: found, problems: problems.filter(({ at }) => !found.has(at.file)) }, asked)
}

/**
 * Reads of some files what error budgets were spent on. Of ten thousand records few name the services, or the SLOs, and
 * speak of a time in the window: by that they are found in their texts, and only those are parsed. A doubt means that one
 * is. O(n) in the texts.
 */
export function readSpending({ paths, texts, rough, problems = [] }: Files, asked: SpendingOf): Spending {
  const slots = slotsIn(paths)
  const read = paths.filter((path) => isRead(slots.get(path)))
  const records = Map.groupBy(read, (path) => recordAt(path) ?? '')
  records.delete('')
  const told = [...records].flatMap(([record, files]) => (mayCount(record, files, texts, asked) ? files : []))
  const ids = new Set(told.flatMap((path) => (kindAt(path) === 'change' ? (idAt(path) ?? []) : [])))
  const named = [
    'site.yaml',
    'policy.yaml',
    ...[...asked.services, ...correctedIn(told, texts)].map((id) => recordFile('service', id)),
    ...[...asked.slos].map((id) => recordFile('measurement', id)),
    ...[...ids].map((id) => recordFile('approval', id)),
  ]
  const there = new Set(read)
  const part = [...new Set([...named.filter((path) => there.has(path)), ...told])]
  const isPart = new Set(part)
  const own = problems.filter(({ at }) => isPart.has(at.file))
  const content = readTexts(
    {
      paths: part,
      texts: new Map(part.flatMap((path) => (texts.has(path) ? [[path, texts.get(path) ?? '']] : []))),
      rough: rough ?? new Map(),
      problems: own,
    },
    asked.now,
    () => asked.now,
  )
  const broken = content.problems.filter(({ severity }) => severity === 'error').map(({ at }) => at.file)
  const refused = part.filter((path) => !texts.has(path))
  const files = new Set([...broken, ...refused].filter((file) => /^(?:incidents|measurements)\//.test(file)))
  return { catalog: content.catalog, unread: [...files].toSorted() }
}

/** What may be a component in corrected intervals: of one that isn't known nobody could tell which one was meant. */
const correctedIn = (told: readonly string[], texts: ReadonlyMap<string, string>): Set<string> =>
  new Set(
    told
      .filter((path) => publicAt(path)?.name === IMPACT_FILE)
      .flatMap((path) => (texts.get(path)?.match(WORD) ?? []).flatMap((word) => [word, word.toLowerCase()])),
  )

/** Whether a record may have cost a budget something in its window, or may be maintenance that excuses it. */
function mayCount(
  record: string,
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
  asked: SpendingOf,
): boolean {
  const isIncident = kindAt(record) === 'incident'
  // Of a change customers read, or it costs nobody anything.
  if (!isIncident && !files.some((path) => publicAt(path) !== null)) return false
  const own = files.map((path) => texts.get(path))
  if (own.includes(undefined)) return true
  const said = own.flatMap((text) => text ?? [])
  return said.some((text) => speaksOf(text, asked)) && isOfWindow(record, files, said, asked)
}

const WORD = /[\p{L}\p{N}_./-]+/gu

/** Whether it names a service or an SLO as a word; what is written by escapes may be any word. */
function speaksOf(text: string, { services, slos }: SpendingOf): boolean {
  if (text.includes('\\')) return true
  const words = text.match(WORD) ?? []
  return words.some((word) => services.has(word.toLowerCase()) || services.has(word) || slos.has(word))
}

/** Whether it goes on, or speaks of a day from the one before the window on: an offset may lead into another one. */
function isOfWindow(
  record: string,
  files: readonly string[],
  said: readonly string[],
  { since, now }: SpendingOf,
): boolean {
  const texts = new Map(files.map((path, i) => [path, said[i] ?? '']))
  const index = texts.get(indexFile(record)) ?? ''
  const isOver = kindAt(record) === 'incident' ? incidentSaysOver(index, now) : changeSaysOver(index)
  if (!isOver || mayGoOn(texts, index)) return true
  const first = formatInstant(since - DAY).slice(0, 10)
  const stamp = first.replaceAll('-', '')
  return [...texts].some(
    ([path, text]) =>
      (publicAt(path)?.name ?? '') >= stamp ||
      text.includes('\\') ||
      (text.match(DAYS) ?? []).some((day) => day >= first),
  )
}

const DAYS = /\d{4}-\d\d-\d\d/g

/**
 * Whether customers may still read that it goes on, whatever its record says: its newest update ends nothing, or that isn't
 * told by the names of the files.
 */
function mayGoOn(texts: ReadonlyMap<string, string>, index: string): boolean {
  const updates = [...texts].flatMap(([path, text]) => {
    const name = publicAt(path)?.name
    return name === undefined || name === POSTMORTEM_FILE ? [] : [{ name: name.replace(/\.md$/, ''), text }]
  })
  if (updates.some(({ name, text }) => name === IMPACT_FILE || /^at:/m.test(text))) return true
  // Maintenance ends with its outcome.
  if (/\bfinished: /.test(index)) return false
  const last = updates.toSorted((a, b) => (a.name < b.name ? -1 : 1)).at(-1)
  return last !== undefined && !/^state: +["']?(?:resolved|completed|cancelled)\b/m.test(last.text)
}
