import type { Catalog } from '#model/catalog'
import type { Problem } from '#model/diagnostic'
import { isRead, mustBeRead, publicAt, recordAt, slotsIn, type Slot } from '#model/records/content-layout'
import { sloObjectsIn } from '#model/records/slo-object'
import { slosIn } from '#model/records/slos-in'
import type { Instant } from '#model/time'
import { readBundles } from './bundle-reader.ts'
import { companionsAmong, contentDigest, type CompanionsOf } from './companions.ts'
import { noteBroken, nothingYet, report, type Collected } from './collected.ts'
import { keepComponent } from './component-salvage.ts'
import { keepRules, roughRules } from './alert-salvage.ts'
import { linkTarget, listFiles, readBytes, readText } from './content-files.ts'
import { hiddenRunbook } from './hidden-runbook.ts'
import { readAlerts, readMeasured, readSlos } from './foreign-reader.ts'
import { keepRefused, readRecord } from './record-reader.ts'
import { NO_CACHE, type RecordCache } from './record-cache.ts'
import { readPolicy, readRoughSite, readSite } from './settings-reader.ts'

/** The files of a content folder, in memory: from a disk, or from a git tree. */
export interface Files {
  /** Every file, records or not. */
  paths: readonly string[]
  /** The text of every file that could be read, by path. */
  texts: Map<string, string>
  /** What can be made out of the others, where anything can. */
  rough?: ReadonlyMap<string, string>
  /** What is wrong with them. */
  problems?: readonly Problem[]
}

export interface Content {
  catalog: Catalog
  problems: Problem[]
  /** The text of every file that could be read, by path: what findings are located in. */
  texts: Map<string, string>
  /** Every file, records or not. */
  paths: readonly string[]
  /** What lies beside a change. Of content on a disk it is read as it is asked for. */
  companionsOf: CompanionsOf
}

/** Reads a content folder: every file that can be read becomes a record, every one that can't a finding. */
export function readContent(
  root: string,
  now: Instant | null,
  clock: () => Instant,
  cache: RecordCache = NO_CACHE,
): Content {
  const files = filesOf(root)
  return { ...readTexts(files, now, clock, cache), companionsOf: companionsIn(root, files.paths) }
}

/**
 * The files of a content folder on the disk, before anything is made of them. Records that `past` picks out of all paths
 * aren't read: nothing can be told of them but that they are there.
 */
export function filesOf(
  root: string,
  past: (paths: readonly string[]) => ReadonlySet<string> = () => NO_RECORDS,
): Required<Files> & { rough: Map<string, string>; problems: Problem[] } {
  const { paths, links, problems } = listFiles(root)
  const texts = new Map<string, string>()
  const rough = new Map<string, string>()
  const left = past(paths)
  for (const [path, slot] of slotsIn(paths)) {
    if (!isRead(slot) || (left.size > 0 && left.has(recordAt(path) ?? path))) continue
    const read = readText(root, path)
    if ('text' in read) texts.set(path, read.text)
    else if (mustBeRead(slot)) {
      problems.push(read.problem)
      if (read.rough !== undefined) rough.set(path, read.rough)
    }
  }
  // A record that is a link is there, and can't be read.
  const refused = links.filter((path) => isRead(slotsIn(links).get(path)))
  for (const path of refused) rough.set(path, behindLink(root, path))
  const all = refused.length === 0 ? paths : [...paths, ...refused].toSorted()
  return { paths: all, texts, rough, problems }
}

const NO_RECORDS: ReadonlySet<string> = new Set()

/** What lies beside the records of a folder, each read when it is asked for. */
export const companionsIn = (root: string, paths: readonly string[]): CompanionsOf =>
  companionsAmong(paths, (path) => contentDigest(readBytes(root, path)))

/**
 * What a link stands for: it is refused, but must not take a component, or the address of the site, with it. Publicity is
 * a path: one in `public/` that leads out of it stands for nothing.
 */
function behindLink(root: string, path: string): string {
  const target = linkTarget(root, path)
  if (target === null || (publicAt(path) !== null && publicAt(target) === null)) return ''
  const read = readText(root, target)
  return 'text' in read ? read.text : (read.rough ?? '')
}

/** The same from texts that are already in memory, for instance those of a git tree. */
export function readTexts(
  { paths, texts, rough = new Map(), problems: found = [] }: Files,
  now: Instant | null,
  clock: () => Instant,
  cache: RecordCache = NO_CACHE,
): Content {
  const into = nothingYet(found, cache)
  const yearly: { path: string; slot: Slot }[] = []
  for (const [path, slot] of slotsIn(paths)) {
    if (slot.kind === 'change' || slot.kind === 'incident' || 'bundle' in slot) yearly.push({ path, slot })
    else if (texts.has(path)) readFile(path, slot, texts.get(path) ?? '', into)
    else readRefused(path, slot, rough.get(path) ?? '', into)
  }
  if (!paths.includes('site.yaml')) report(into, [missingSite()])
  const { site } = into.records
  const moment = now ?? site.sample ?? clock()
  const components = new Map(
    [...into.records.services.filter((one) => one.public), ...into.components].map(({ id }) => [id.toLowerCase(), id]),
  )
  const bundled = readBundles(yearly, { texts, rough, cache, now: moment, timeZone: site.time_zone, components })
  report(into, bundled.problems)
  const [slos, slo_objects] = [slosIn(into.slo_documents), sloObjectsIn(into.slo_documents)]
  const records = { ...into.records, slos, slo_objects, changes: bundled.changes, incidents: bundled.incidents }
  const catalog: Catalog = {
    ...records,
    now: moment,
    broken: { ...into.broken, ...bundled.broken },
    salvaged: bundled.salvaged,
    salvaged_changes: bundled.salvaged_changes,
    unread: bundled.unread,
    salvaged_runbooks: into.runbooks,
    salvaged_teams: into.teams,
    salvaged_services: into.services,
    salvaged_alerts: into.rules.alerts,
    salvaged_recordings: into.rules.recordings,
    salvaged_components: into.components,
  }
  const companionsOf = companionsAmong(paths, (path) => contentDigest(Buffer.from(texts.get(path) ?? '')))
  return { catalog, problems: into.problems, texts, paths, companionsOf }
}

type OneFile = Exclude<Extract<Slot, { id: string }>, { bundle: unknown }>
const isOneFile = (slot: Slot): slot is OneFile => 'id' in slot && !('bundle' in slot)

/** Reads a file that is a record by itself, or the settings. */
function readFile(path: string, slot: Slot, text: string, into: Collected) {
  if (slot.kind === 'unknown') report(into, [unknownFile(path, slot)])
  else if (slot.kind === 'note') report(into, hiddenRunbook(path, slot.beside, text))
  else if (slot.kind === 'site') readSite(path, text, into)
  else if (slot.kind === 'policy') readPolicy(path, text, into)
  else if (isOneFile(slot)) readOneFile(path, slot, text, into)
}

function readOneFile(path: string, slot: OneFile, text: string, into: Collected) {
  if (slot.misnamed) report(into, [unknownFile(path, slot.misnamed)])
  if (!readOne(path, slot, text, into)) noteBroken(into, kindOf(slot), slot.id)
}

/** Takes from a file that is refused what must not vanish with it. */
function readRefused(path: string, slot: Slot, text: string, into: Collected) {
  if ('misnamed' in slot && slot.misnamed) report(into, [unknownFile(path, slot.misnamed)])
  if (slot.kind === 'unknown') report(into, [unknownFile(path, slot)])
  else if (slot.kind === 'site') readRoughSite(text, into)
  else if (isOneFile(slot)) {
    if (slot.kind === 'service') keepComponent({ file: path, id: slot.id }, [], text, into)
    if (text !== '') keepRefused({ file: path, ...slot, text }, into)
    if (slot.kind === 'alert') keepRules(into, roughRules(text, path))
    noteBroken(into, kindOf(slot), slot.id)
  }
}

const kindOf = ({ kind }: OneFile) => (kind === 'measurement' ? 'slo' : kind)

function readOne(path: string, slot: OneFile, text: string, into: Collected): boolean {
  const { kind, id } = slot
  if (kind === 'measurement') return readMeasured(path, id, text, into)
  if (kind === 'slo') return readSlos(path, text, into)
  if (kind === 'alert') return readAlerts(path, text, into)
  return readRecord(path, { kind, id }, text, into)
}

const START = { line: 1, column: 1, end_line: 1, end_column: 1 }
const unknownFile = (file: string, { help, meant }: { help: string; meant?: string }): Problem => ({
  rule: 'unknown-file',
  severity: meant === undefined ? 'warning' : 'error',
  at: { file, span: START },
  message:
    meant === undefined
      ? 'Unexpected file, expected one that the layout knows.'
      : `Unexpected place, expected it at \`${meant}\`${meant.includes('/public/') ? ': customers read nothing of it' : ''}.`,
  help,
})
const missingSite = (): Problem => ({
  rule: 'file-readable',
  severity: 'error',
  at: { file: 'site.yaml', span: START },
  message: 'Missing `site.yaml`, expected the name and address of the sites in it.',
  help: 'Write `name:` and `url:` into `site.yaml`.',
})
