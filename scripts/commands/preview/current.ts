import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { assess, assessContent, type Assessment } from '#assess/content'
import { basePath, publicSource } from '#assess/sites'
import { readTexts } from '#io/catalog-reader'
import type { RecordCache } from '#io/record-cache'
import type { Diagnostic } from '#model/diagnostic'
import type { Instant } from '#model/time'
import { fromAbove } from '#report/from-above'
import type { SiteName } from '#site/engine/compile.ts'
import { recordPages } from './record-pages.ts'
import type { View } from './view.ts'
import { waitingAt, type Waiting } from './waiting.ts'

/** The content as it was last read. */
export interface Current {
  /** Tells this reading from any other. */
  version: string
  assessment: Assessment
  /** Why it is not what lies on the disk now, or nothing does. */
  trouble: string | null
  /** The findings of what a page is made from; all of them for the home pages. */
  findingsOf: (site: SiteName, page: string) => readonly Diagnostic[]
  /** What customers don't see in a view of the status page, for the page of a site; all of it for the home pages. */
  waitingOn: (site: SiteName, page: string, view: View, now: Instant) => Waiting[]
}

export interface Reading {
  folder: string
  /** What time it is; null: as the content or the clock says. */
  now: Instant | null
  clock: () => Instant
  cache: RecordCache
}

/** Reads the content. Whatever is wrong with it, and with us, is something to show: `before` stays where we fail. */
export function readCurrent(reading: Reading, version: string, before: Current | null): Current {
  const { folder, now, clock, cache } = reading
  try {
    return describe(folder, assess(folder, now, clock, cache), version, null)
  } catch (error) {
    if (!existsSync(folder)) return describe(folder, nothing(reading), version, `There is no folder ${folder}.`)
    const trouble = `The content could not be read: ${error instanceof Error ? error.message : String(error)}`
    return before ? { ...before, version, trouble } : describe(folder, nothing(reading), version, trouble)
  }
}

/** What there is without a folder: a site without a name. Nothing is found in it. */
function nothing({ now, clock }: Reading): Assessment {
  const read = readTexts({ paths: [], texts: new Map() }, now, clock)
  return { ...assessContent(read), diagnostics: [] }
}

function describe(folder: string, assessment: Assessment, version: string, trouble: string | null): Current {
  const { diagnostics, catalog } = assessment
  const pagesOf = recordPages(assessment)
  const found = once(() => {
    const pages = { status: new Map<string, Diagnostic[]>(), ops: new Map<string, Diagnostic[]>() }
    for (const diagnostic of diagnostics) {
      const shown = pagesOf(diagnostic.file)
      for (const site of ['status', 'ops'] as const)
        for (const page of shown[site]) pages[site].set(page, [...(pages[site].get(page) ?? []), diagnostic])
    }
    return pages
  })
  /** The pages of the status site by those of the ops site. */
  const publicPages = once(
    () =>
      new Map(
        [...catalog.changes, ...catalog.incidents, ...catalog.salvaged].flatMap(({ file }) => {
          const { ops, status } = pagesOf(file)
          return ops.map((page) => [page, status] as const)
        }),
      ),
  )
  const written = once(() => publicSource(folder, asOf(assessment, { now: END, approved: false })).published)
  const approved = once(() => publicSource(folder, asOf(assessment, { now: END, approved: true })).published)

  return {
    version,
    assessment,
    trouble,
    findingsOf: (site, page) =>
      fromAbove(basename(resolve(folder)), page === '/' ? diagnostics : (found()[site].get(page) ?? [])),
    waitingOn: (site, page, view, now) => {
      const places = page === '/' ? null : site === 'status' ? [page] : (publicPages().get(page) ?? [])
      if (places?.length === 0) return []
      // What was shown between an earlier moment and now is public.
      const since = Math.max(now, catalog.now)
      const all = waitingAt(since, view.approved ? approved() : written(), approved())
      return places === null ? all : all.filter((one) => places.includes(one.page))
    },
  }
}

/** After every update. */
const END = Number.MAX_SAFE_INTEGER

/**
 * The content as a view has it. As if approved: what is drafted or proposed counts as approved for the public site, and
 * nothing else of it changes.
 */
export function asOf(assessment: Assessment, { now, approved }: View): Assessment {
  const { catalog } = assessment
  return {
    ...assessment,
    catalog: {
      ...catalog,
      now: now ?? catalog.now,
      changes: approved
        ? catalog.changes.map((change) =>
            change.status === 'draft' || change.status === 'proposed' ? { ...change, status: 'approved' } : change,
          )
        : catalog.changes,
    },
  }
}

/** The folder of its host that a site lives under, as addresses have it: `/st%C3%B6rungen/`. */
export const addressBaseOf = (site: SiteName, { assessment }: Current): string => {
  const { url, ops_url } = assessment.catalog.site
  return basePath(site === 'status' ? url : ops_url)
}

/** The same as it is called. */
export const baseOf = (site: SiteName, current: Current): string => {
  const base = addressBaseOf(site, current)
  return decodedPath(base) ?? base
}

/** The path of an address as it is called; null where it is none. */
export function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}
