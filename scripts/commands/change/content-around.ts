import { basename, resolve } from 'node:path'
import { readTexts, type Content } from '#io/catalog-reader'
import { listFiles, readText, textOf } from '#io/content-files'
import type { RecordCache } from '#io/record-cache'
import { diagnose } from '#io/diagnose'
import { fromAbove } from '#report/from-above'
import type { Diagnostic, Problem } from '#model/diagnostic'
import { idAt, isRead, kindAt, mustBeRead, recordAt, slotsIn } from '#model/records/content-layout'
import type { Instant } from '#model/time'
import { judgeContent } from '#assess/content'

/** A content folder as far as one change needs it: ten thousand others aren't read for it. */
export interface ContentAround {
  /** Every file of the folder. */
  all: readonly string[]
  /** What was read, by path: no change or incident but those that are named after `id`. */
  texts: ReadonlyMap<string, string>
  problems: readonly Problem[]
}

/** Reads the content folder around the changes that are named after an id; null: around none. */
export function readAround(folder: string, id: string | null): ContentAround {
  const { paths, problems } = listFiles(folder)
  const kept = paths.filter((path) => isNear(path, id))
  const texts = new Map<string, string>()
  for (const [path, slot] of slotsIn(kept)) {
    if (!isRead(slot)) continue
    const read = readText(folder, path)
    if ('text' in read) texts.set(path, read.text)
    else if (mustBeRead(slot)) problems.push(read.problem)
  }
  return { all: paths, texts, problems }
}

const isNear = (path: string, id: string | null): boolean => {
  const record = recordAt(path)
  return record === null || (id !== null && idAt(record) === id)
}

/** The changes that are named after an id: their files, or their folders. */
export const changesNear = ({ texts, problems }: ContentAround, id: string): string[] => {
  const records = [...texts.keys(), ...problems.map(({ at }) => at.file)].flatMap((path) => recordAt(path) ?? [])
  return [...new Set(records)].filter((record) => kindAt(record) === 'change' && idAt(record) === id)
}

/** What was read, as far as an incident of an id needs it to be judged: no other incident, no change, no runbook's text. */
export const nearest = (around: ContentAround, id: string): ContentAround => ({
  ...around,
  texts: new Map([...around.texts].filter(([path]) => isNear(path, id) && kindAt(path) !== 'runbook')),
})

/**
 * The records of what was read, with other texts for some files, which are read as they would be from the disk. Records
 * that weren't read count as there.
 */
export function contentWith(
  { all, texts, problems }: ContentAround,
  instead: Readonly<Record<string, string>>,
  now: Instant | null,
  clock: () => Instant,
  cache?: RecordCache,
): Content {
  const fresh = Object.entries(instead).map(([path, text]) => ({ path, read: textOf(path, Buffer.from(text)) }))
  const merged = new Map([
    ...texts,
    ...fresh.flatMap(({ path, read }) => ('text' in read ? [[path, read.text] as const] : [])),
  ])
  const refused = fresh.flatMap(({ read }) => ('text' in read ? [] : read.problem))
  const content = readTexts(
    { paths: [...merged.keys()].toSorted(), texts: merged, problems: [...problems, ...refused] },
    now,
    clock,
    cache,
  )
  const { broken } = content.catalog
  const unread = new Set(all.filter((path) => !merged.has(path)).flatMap((path) => recordAt(path) ?? []))
  for (const record of unread) {
    const id = idAt(record)
    if (id !== null) (broken[kindAt(record) === 'change' ? 'change' : 'incident'] ??= []).push(id)
  }
  // What a runbook is, its own folder says: the others' files needn't be told for it.
  for (const [path, slot] of slotsIn(all.filter((one) => kindAt(one) === 'runbook')))
    if (slot.kind === 'runbook' && !merged.has(path)) (broken.runbook ??= []).push(slot.id)
  return { ...content, paths: [...new Set([...all, ...Object.keys(instead)])].toSorted() }
}

/** The errors in the files of one record: those of reading it, or, judged, those that `validate` finds. */
export function errorsIn(content: Content, record: string, folder: string, judged: boolean): Diagnostic[] {
  const problems = judged ? [...content.problems, ...judgeContent(content)] : content.problems
  const own = problems.filter(
    ({ severity, at }) => severity === 'error' && (at.file === record || at.file.startsWith(`${record}/`)),
  )
  return fromAbove(basename(resolve(folder)), diagnose(own, content.texts))
}
