import { join } from 'node:path'
import { serialize } from 'node:v8'
import { opsPictureFiles } from '#assess/shown-pictures'
import { opsSource, publicFiles, publicSource } from '#assess/sites'
import { MINUTE, type Instant } from '#model/time'
import type { SiteName } from '#site/engine/compile.ts'
import { liveSite } from '#site/engine/live-site.ts'
import { addressBaseOf, asOf, baseOf, type Current, type Reading } from './current.ts'
import { folderOf, type View } from './view.ts'

/** A view of a site that is loaded and can be asked for pages. */
export interface OpenView {
  /** The folder that it lies in, `/-/approved/status/`. */
  base: string
  /** The moment that it is as of. */
  now: Instant
  /** Its pages, as files. */
  paths: ReadonlySet<string>
  /** Files that no page is. */
  files: ReadonlyMap<string, Uint8Array>
  /** The bytes of a page; null where there is none. Rejects with what a page throws. */
  page: (path: string) => Promise<Uint8Array | null>
}

export interface LiveViews {
  open: (view: View) => Promise<OpenView>
  /** Lets all views go: the content is another one. */
  reset: () => void
  close: () => Promise<void>
}

/** As many views are kept as someone compares. */
const KEPT = 5

/** The views of one site, made when they are asked for and kept while the content is the same. */
export function liveViews(
  site: SiteName,
  engine: string,
  reading: Omit<Reading, 'cache'>,
  current: () => Current,
): LiveViews {
  const open = new Map<string, { name: string; since: Instant; made: Promise<OpenView> }>()
  const live = liveSite(join(engine, 'server/entry.mjs'), () => open.clear())
  let count = 0

  const drop = (folder: string) => {
    const old = open.get(folder)
    open.delete(folder)
    if (old) old.made.finally(() => live.drop(old.name)).catch(() => null)
  }

  async function make(name: string, view: View, now: Instant): Promise<OpenView> {
    const { folder } = reading
    const { assessment } = current()
    const moved = asOf(assessment, { ...view, now })
    const under = (base: string) => folderOf(view) + base.slice(1)
    const source = publicSource(folder, moved)
    const data = site === 'status' ? JSON.stringify(source.published) : serialize(await opsSource(folder, moved))
    const paths = await live.show(name, { data, base: under(addressBaseOf(site, current())) })
    const files = new Map(site === 'status' ? publicFiles(folder, source) : opsPictureFiles(folder, moved))
    return { base: under(baseOf(site, current())), now, paths, files, page: (path) => live.page(name, path) }
  }

  return {
    open: (view) => {
      const folder = folderOf(view)
      const { catalog } = current().assessment
      const byTheClock = view.now === null && reading.now === null && catalog.site.sample === undefined
      const kept = open.get(folder)
      if (kept && !(byTheClock && reading.clock() - kept.since > MINUTE)) return kept.made
      drop(folder)
      const name = `${folder} ${(count += 1)}`
      const now = view.now ?? (byTheClock ? reading.clock() : catalog.now)
      const made = make(name, view, now)
      // What failed is tried again.
      made.catch(() => open.get(folder)?.name === name && open.delete(folder))
      open.set(folder, { name, since: reading.clock(), made })
      const [oldest] = [...open.keys()].filter((other) => other !== '/' && other !== folder)
      if (open.size > KEPT && oldest !== undefined) drop(oldest)
      return made
    },
    reset: () => [...open.keys()].forEach(drop),
    close: live.close,
  }
}
