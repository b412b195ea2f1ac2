import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { bytesDigest, isUntouched, putInto, sweepBeside, whileAlone } from '#io/site-folder'
import { replaceFile } from '#io/replace-file'
import { RUNTIME } from '#io/runtime'
import { pageFile } from '#model/page-address'
import {
  digest,
  manifestAsItLies,
  manifestText,
  readManifest,
  type FoundManifest,
  type Manifest,
  type WrittenFile,
} from './manifest.ts'
import { CURRENT, nothing, type LookUp, type Page, type ReadyPage, type Remember, type Site } from './page.ts'
import { partsIn } from './parts.ts'

/** A compiled site. */
export interface Engine {
  site: (data: never, base: string) => Site
  render: (page: ReadyPage) => Promise<Uint8Array>
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
export async function publish(engine: Engine, site: Site, asked: Publication): Promise<Published> {
  const publication = { ...asked, version: `${asked.version} ${RUNTIME}` }
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
      // The last time nothing is left alone: then it doesn't matter who else has published since.
      const fresh = publication.fresh || attempt === MOST_TRIES
      const draft = await drafted(engine, site, { ...publication, fresh, place, staging, before })
      const done = await whileAlone(`${publication.manifest}.lock`, () => {
        // What was left alone is as it was found only if nobody else has published since.
        if (attempt < MOST_TRIES && manifestAsItLies(publication.manifest) !== before.text) return false
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
  publication: Publication & { staging: string; before: FoundManifest },
): Promise<Draft> {
  const { place, staging, before } = publication
  const known = publication.fresh ? {} : before.files
  const made: Manifest = { engine: publication.version, files: {} }
  const draft: Draft = { made, staged: [], kept: [], published: { pages: 0, files: 0, rendered: 0, failed: [] } }
  const { published } = draft
  const digests = digester(site, publication.data)
  const parts = partsIn(`${publication.manifest}.parts`, made.engine, publication.fresh)
  const framed = digest(JSON.stringify(site.frame))
  const remember: Remember = (from, lookUp, make) => parts.remember(`${framed} ${from}`, lookUp, make)
  const folders = new Set<string>()

  const keep = (path: string, madeFrom: MadeFrom, file = known[path]): boolean => {
    if (!file || !isUntouched(join(place, path), file)) return false
    const { bytes, size, written } = file
    made.files[path] = { ...madeFrom, bytes, size, written }
    draft.kept.push(path)
    return true
  }
  const write = (path: string, madeFrom: MadeFrom, bytes: Uint8Array) => {
    const sum = bytesDigest(bytes)
    // The same bytes keep their file, and with it the time that copies of the site go by.
    if (known[path]?.bytes === sum && keep(path, madeFrom)) return
    const file = join(staging, path)
    if (!folders.has(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    folders.add(dirname(file))
    writeFileSync(file, bytes)
    const { size, mtimeMs } = statSync(file)
    made.files[path] = { ...madeFrom, bytes: sum, size, written: mtimeMs }
    draft.staged.push(path)
  }

  const seen = new Set<string>()
  for (const page of site.pages) {
    const path = fileOf(page.path)
    // Two records of one name are a finding of theirs; the first one has the address.
    if (seen.has(path)) continue
    seen.add(path)
    try {
      const { shows, json } = digests(page)
      const lain = known[path]
      if (lain?.shows === shows && isAnsweredAs(lain, page) && keep(path, lain)) continue
      const answers = new Map<string, string | null>()
      const locals = page.locals(json, noting(page.lookUp ?? nothing, answers), remember)
      const bytes = await engine.render({ path: page.path, route: page.route, locals })
      published.rendered++
      write(path, answers.size === 0 ? { shows } : { shows, answers: [...answers] }, bytes)
    } catch (error) {
      if (isOfDisk(error)) throw error
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      published.failed.push({ path: page.path, message })
      // An old page is better than none; without its digest the next build tries again.
      keep(path, { shows: '' }, before.lain[path])
    }
  }
  parts.save()
  for (const [path, bytes] of publication.files) write(path, { shows: '' }, bytes)
  const names = Object.keys(made.files)
  published.files = names.length
  published.pages = names.filter((name) => name.endsWith('.html')).length
  return draft
}

type MadeFrom = Pick<WrittenFile, 'shows' | 'answers'>

/** Looks up, and notes what was asked and answered. */
const noting =
  (lookUp: LookUp, answers: Map<string, string | null>): LookUp =>
  (question) => {
    const answer = lookUp(question)
    answers.set(question, answer)
    return answer
  }

/** Whether all that a page asked while it was rendered would be answered the same now. */
const isAnsweredAs = ({ answers = [] }: WrittenFile, { lookUp = nothing }: Page): boolean =>
  answers.every(([question, answer]) => lookUp(question) === answer)

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

/** What a page shows, and all that frames it, in short; `json` is what it shows. */
function digester({ frame }: Site, data: string): (page: Page) => { shows: string; json: string } {
  const framed = digest(JSON.stringify(frame))
  const current = { shows: digest(framed, data), json: JSON.stringify(CURRENT) }
  // One event is shown by a page in each language, one after the other.
  let last: { shown: unknown; json: string; digest: string } | null = null
  return ({ path, route, shows }) => {
    const shown = shows()
    if (shown === CURRENT) return current
    if (last === null || last.shown !== shown) {
      const json = JSON.stringify(shown)
      last = { shown, json, digest: digest(json) }
    }
    const { json, digest: digested } = last
    return { shows: digest(framed, route, path, digested), json }
  }
}
