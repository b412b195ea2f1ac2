import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { bytesDigest, isUntouched, putInto, sweepBeside, whileAlone } from '#io/site-folder'
import { replaceFile } from '#io/replace-file'
import { pageFile } from '#model/page-address'
import { digest, manifestText, readManifest, type Manifest } from './manifest.ts'
import { CURRENT, type Page, type Site } from './page.ts'

/** A compiled site. */
export interface Engine {
  site: (data: never, base: string) => Site
  render: (page: Page) => Promise<Uint8Array>
}

export interface Publication {
  /** Where the site goes. */
  place: string
  /** Where the manifest of the build before lies, and this one's goes. */
  manifest: string
  /** The version of the engine. */
  version: string
  /** Tells the data of this build from any other. */
  data: string
  /** Files that no page is: their paths in the site, and their bytes. */
  files: ReadonlyMap<string, Uint8Array>
  /** Whether everything is to be rendered, whatever the manifest says. */
  fresh: boolean
}

export interface Published {
  /** How many pages and how many files the site has. */
  pages: number
  files: number
  /** How many of the files were rendered. */
  rendered: number
  /** Pages that could not be: our bug. What lay there before stays. */
  failed: { path: string; message: string }[]
}

/** Times that a build starts over because another one into the same folder was done first. */
const MOST_TRIES = 5

/**
 * Writes a site: renders what differs from the build before, leaves alone what doesn't, removes what is gone. Rejects
 * where the disk is at fault; what was there is then there still.
 */
export async function publish(engine: Engine, site: Site, publication: Publication): Promise<Published> {
  // Through a link, as it may stand in a web server's folder.
  const place = existsSync(publication.place) ? realpathSync(publication.place) : resolve(publication.place)
  mkdirSync(dirname(place), { recursive: true })
  sweepBeside(place, Date.now())
  for (let attempt = 1; ; attempt++) {
    // Not `mkdtemp`: web servers have to read it.
    const staging = `${place}.new-${randomUUID()}`
    mkdirSync(staging)
    try {
      const before = readManifest(publication.manifest, publication.version)
      const draft = await drafted(engine, site, { ...publication, place, staging, before })
      const done = await whileAlone(`${publication.manifest}.lock`, () => {
        // What was left alone is as it was found only if nobody else has published since.
        if (attempt < MOST_TRIES && readManifest(publication.manifest, publication.version).text !== before.text)
          return false
        if (!existsSync(place)) renameSync(staging, place)
        else putInto(place, staging, draft.staged, new Set([...draft.staged, ...draft.kept]))
        // Last: a manifest older than its site is found out file by file, a younger one would not be.
        replaceFile(publication.manifest, manifestText(draft.made))
        return true
      })
      if (done) return draft.published
    } finally {
      rmSync(staging, { recursive: true, force: true })
    }
  }
}

interface Draft {
  made: Manifest
  /** Files that lie in the staging folder. */
  staged: string[]
  /** Files that stay as they lie in place. */
  kept: string[]
  published: Published
}

async function drafted(
  engine: Engine,
  site: Site,
  publication: Publication & { staging: string; before: Manifest },
): Promise<Draft> {
  const { place, staging, before } = publication
  const known = publication.fresh ? {} : before.files
  const made: Manifest = { engine: publication.version, files: {} }
  const draft: Draft = { made, staged: [], kept: [], published: { pages: 0, files: 0, rendered: 0, failed: [] } }
  const { published } = draft
  const digests = digester(site, publication.data)
  const folders = new Set<string>()

  const keep = (path: string, shows: string): boolean => {
    const file = known[path]
    if (!file || !isUntouched(join(place, path), file)) return false
    made.files[path] = { ...file, shows }
    draft.kept.push(path)
    return true
  }
  const write = (path: string, shows: string, bytes: Uint8Array) => {
    const sum = bytesDigest(bytes)
    // The same bytes keep their file, and with it the time that copies of the site go by.
    if (known[path]?.bytes === sum && keep(path, shows)) return
    const file = join(staging, path)
    if (!folders.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    folders.add(dirname(file))
    writeFileSync(file, bytes)
    const { size, mtimeMs } = statSync(file)
    made.files[path] = { shows, bytes: sum, size, written: mtimeMs }
    draft.staged.push(path)
  }

  const seen = new Set<string>()
  for (const page of site.pages) {
    const path = fileOf(page.path)
    // Two records of one name are a finding of theirs; the first one has the address.
    if (seen.has(path)) continue
    seen.add(path)
    const shows = digests(page)
    if (known[path]?.shows === shows && keep(path, shows)) continue
    try {
      const bytes = await engine.render(page)
      published.rendered++
      write(path, shows, bytes)
    } catch (error) {
      if (isOfDisk(error)) throw error
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      published.failed.push({ path: page.path, message })
      // An old page is better than none; without its digest the next build tries again.
      keep(path, '')
    }
  }
  for (const [path, bytes] of publication.files) write(path, '', bytes)
  const names = Object.keys(made.files)
  published.files = names.length
  published.pages = names.filter((name) => name.endsWith('.html')).length
  return draft
}

/** Whether the disk is at fault: then no page is spared, and nothing is put in place. */
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES'].includes(String(error.code))

/** The file that a page lies in. */
export const fileOf = (path: string): string => {
  const file = pageFile(path).slice(1)
  return file === '' || file.endsWith('/') ? `${file}index.html` : file
}

/** What a page shows, and all that frames it, in short. */
function digester({ frame }: Site, data: string): (page: Page) => string {
  const framed = digest(JSON.stringify(frame))
  const current = digest(framed, data)
  // One event is shown by a page in each language.
  const known = new Map<unknown, string>()
  return ({ path, route, shows }) => {
    if (shows === CURRENT) return current
    const shown = known.get(shows) ?? digest(JSON.stringify(shows))
    known.set(shows, shown)
    return digest(framed, route, path, shown)
  }
}
