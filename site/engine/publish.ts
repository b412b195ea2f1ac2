import { copyFileSync, linkSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { folderBeside, putInPlace, sweepBeside } from '#io/site-folder'
import { replaceFile } from '#io/replace-file'
import { pageFile } from '#model/page-address'
import { digest, readManifest, type Manifest, type WrittenFile } from './manifest.ts'
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

/** Writes a site: renders what differs from the build before, takes over what doesn't, leaves out what is gone. */
export async function publish(engine: Engine, site: Site, publication: Publication): Promise<Published> {
  const { place, version } = publication
  const before = publication.fresh ? { engine: version, files: {} } : readManifest(publication.manifest, version)
  mkdirSync(dirname(place), { recursive: true })
  sweepBeside(place, Date.now())
  const staging = folderBeside(place)
  const made: Manifest = { engine: version, files: {} }
  const failed: Published['failed'] = []
  const digests = digester(site, publication.data)
  const folders = new Set<string>()
  let rendered = 0

  const write = (path: string, shows: string, bytes: Uint8Array) => {
    const file = join(staging, path)
    makeFolder(dirname(file), folders)
    const kept = before.files[path]
    const sum = digest(bytes)
    // The same bytes keep their file, and with it the time that copies of the site go by.
    if (kept?.bytes === sum && takeOver(place, path, staging, kept, folders)) made.files[path] = { ...kept, shows }
    else {
      writeFileSync(file, bytes)
      const { size, mtimeMs } = statSync(file)
      made.files[path] = { shows, bytes: sum, size, written: mtimeMs }
    }
  }

  try {
    mkdirSync(staging)
    for (const page of site.pages) {
      const path = fileOf(page.path)
      const shows = digests(page)
      const kept = before.files[path]
      if (kept?.shows === shows && takeOver(place, path, staging, kept, folders)) {
        made.files[path] = kept
        continue
      }
      try {
        const bytes = await engine.render(page)
        rendered++
        write(path, shows, bytes)
      } catch (error) {
        if (isOfDisk(error)) throw error
        failed.push({
          path: page.path,
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        })
        keepOld(place, path, staging, folders)
      }
    }
    for (const [path, bytes] of publication.files) write(path, digest(bytes), bytes)
    putInPlace(place, staging)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  // Last: a manifest that is older than its site is found out file by file, one that is younger would not be.
  replaceFile(publication.manifest, JSON.stringify(made))
  const names = Object.keys(made.files)
  return { pages: names.filter((name) => name.endsWith('.html')).length, files: names.length, rendered, failed }
}

/** The file that a page lies in. */
const fileOf = (path: string): string => {
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

function makeFolder(folder: string, made: Set<string>) {
  if (made.has(folder)) return
  mkdirSync(folder, { recursive: true })
  made.add(folder)
}

/** Puts a file of the site as it lies there into the new one; false where it isn't what the last build wrote. */
function takeOver(place: string, path: string, staging: string, kept: WrittenFile, folders: Set<string>): boolean {
  const old = join(place, path)
  const found = lstatSync(old, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size !== kept.size) return false
  if (found.mtimeMs !== kept.written && digest(readFileSync(old)) !== kept.bytes) return false
  const file = join(staging, path)
  makeFolder(dirname(file), folders)
  link(old, file)
  return true
}

/** As one file with two names where the disk can, which costs nothing; no file of a site is ever written in place. */
function link(from: string, to: string) {
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    copyFileSync(from, to)
  }
}

function keepOld(place: string, path: string, staging: string, folders: Set<string>) {
  const old = join(place, path)
  if (!lstatSync(old, { throwIfNoEntry: false })?.isFile()) return
  const file = join(staging, path)
  makeFolder(dirname(file), folders)
  link(old, file)
}

/** Whether the disk, not a page, is at fault: then nothing is put in place. */
const isOfDisk = (error: unknown) =>
  error instanceof Error &&
  'syscall' in error &&
  ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EMFILE'].includes(String((error as NodeJS.ErrnoException).code))
