import type { Catalog } from '#model/catalog'
import { HISTORY } from '#model/metrics/service-history'
import { idAt, kindAt } from '#model/records/content-layout'
import type { Instant } from '#model/time'
import { readTexts } from './catalog-reader.ts'

/** What became of earlier changes, as far as it was read. */
export interface Past extends Pick<Catalog, 'changes' | 'incidents' | 'now'> {
  /** Whether more changes were there than are read; those are the newest then. */
  more: boolean
}

/** More changes than this aren't parsed: it takes a third of a millisecond for each. */
const MOST = 600

/**
 * Reads of records that are over those that tell how changes to some services went in the year up to `now`, and the
 * incidents that name one of them. They are found by what their text says, and the newest of them are parsed.
 */
export function readPast(over: ReadonlyMap<string, string>, services: ReadonlySet<string>, now: Instant): Past {
  if (services.size === 0) return { changes: [], incidents: [], now, more: false }
  const years = yearsOf(now)
  const changes = [...over].filter(
    ([path, text]) =>
      kindAt(path) === 'change' && isOfYears(frontMatterOf(text), years) && namesOne(frontMatterOf(text), services),
  )
  const newest = changes.toSorted(([a], [b]) => (idIn(a) < idIn(b) ? 1 : -1)).slice(0, MOST)
  const ids = new Set(newest.map(([path]) => idIn(path)))
  const incidents = [...over].filter(
    ([path, text]) => kindAt(path) === 'incident' && blamesOne(frontMatterOf(text), ids),
  )
  const texts = new Map([...newest, ...incidents])
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, now, () => now)
  return { changes: catalog.changes, incidents: catalog.incidents, now, more: changes.length > newest.length }
}

const idIn = (path: string): string => idAt(path) ?? path

/** The years, as texts, that the last one lies in. */
const yearsOf = (now: Instant): string[] =>
  [...new Set([now, now - HISTORY].map((instant) => new Date(instant).getUTCFullYear()))].map(String)

/** What a record's front matter says; empty where it has none. */
function frontMatterOf(text: string): string {
  const end = text.indexOf('\n---', 3)
  return text.startsWith('---') && end !== -1 ? text.slice(0, end) : ''
}

/** Whether it may have ended in one of these years. Where the time is written in another way than usual, it may. */
function isOfYears(front: string, years: readonly string[]): boolean {
  const finished = /\bfinished: +["']?(\d{4})-\d\d-(\d\d)T/.exec(front)
  // An offset may lead into another year.
  return !finished || years.includes(finished[1] ?? '') || finished[2] === '01' || finished[2] === '31'
}

const WORD = /[\p{L}\p{N}_./-]+/gu

const namesOne = (front: string, words: ReadonlySet<string>): boolean =>
  front.match(WORD)?.some((word) => words.has(word)) ?? false

const blamesOne = (front: string, ids: ReadonlySet<string>): boolean =>
  front.includes('caused_by') && namesOne(front, ids)
