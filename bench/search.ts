import { gzipSync } from 'node:zlib'
import { assess } from '#assess/content'
import { fullTextIndex, openFullText, STRICTNESS } from '#site/ops/search/full-text.ts'
import { opsIndex } from '#site/ops/view/index.ts'
import { searchParts, searchPartView, searchRecords } from '#site/ops/view/search/parts.ts'

/** What the index of some content costs, and what a browser has of it. */
export interface SearchCost {
  parts: number
  /** Seconds of CPU for all of it, and for the part that an edited record is in, the largest one. */
  whole: number
  edited: number
  /** Bytes that are loaded as somebody searches, gzipped. */
  loaded: number
  /** Milliseconds until all parts have answered, the slowest of some queries. */
  answer: number
}

const QUERIES = [
  'runb',
  'kubectl rollout',
  'service 12',
  'alert41',
  'rolout restrat',
  'qu',
  'k8s disk full',
  'slow zebra deploy',
]

/** Makes the index of a content folder part by part, and searches it as a page does. */
export async function searching(folder: string, now: number): Promise<SearchCost> {
  const { catalog } = assess(folder, now, () => now)
  const parts = searchParts(searchRecords(opsIndex(catalog, [], { changes: [], incidents: [] })))
  const made = parts.map((part) => {
    const begun = process.cpuUsage()
    const text = JSON.stringify(fullTextIndex(searchPartView(part).searchable))
    const { user, system } = process.cpuUsage(begun)
    return { past: part.past, text, seconds: (user + system) / 1e6 }
  })
  const current = made.filter(({ past }) => !past)
  const opened = await Promise.all(current.map(({ text }) => openFullText(JSON.parse(text))))
  const times = QUERIES.map((query) => {
    const begun = performance.now()
    STRICTNESS.find((how) => opened.flatMap((find) => find(query, how)).length > 0)
    return performance.now() - begun
  })
  return {
    parts: made.length,
    whole: made.reduce((sum, { seconds }) => sum + seconds, 0),
    edited: Math.max(...made.map(({ seconds }) => seconds)),
    loaded: current.reduce((sum, { text }) => sum + gzipSync(text).length, 0),
    answer: Math.max(...times),
  }
}
