import { statSync, watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from './content-files.ts'

/** How long it is quiet before a change counts as whole, and how long one is waited for at most; milliseconds. */
const QUIET = 40
const LONGEST = 400
/** The least time between two looks at every file; a look that takes long is taken less often. */
const LOOK = 1000
const SHARE = 40

/**
 * Tells when the files of a content folder are others than they were. The system says at once that something happened;
 * but it says too much (a file that an editor locks), and at times too little (a folder that is moved away and put
 * back, a file in a folder that is a moment old): so what counts is a look at the files themselves, which is also taken
 * now and then without being told.
 */
export function watchContent(folder: string, changed: () => void): { close: () => void } {
  let known = fingerprint(folder)
  let watcher: FSWatcher | null = null
  let watched: string | null = null
  let quiet: NodeJS.Timeout | undefined
  let since: number | null = null
  let next: NodeJS.Timeout | undefined
  let closed = false

  function look() {
    clearTimeout(quiet)
    clearTimeout(next)
    since = null
    if (closed) return
    const begun = performance.now()
    const found = fingerprint(folder)
    rewatch()
    next = setTimeout(look, Math.max(LOOK, SHARE * (performance.now() - begun)))
    if (found === known) return
    known = found
    changed()
  }

  function heard() {
    since ??= performance.now()
    clearTimeout(quiet)
    quiet = setTimeout(look, Math.min(QUIET, Math.max(0, LONGEST - (performance.now() - since))))
  }

  /** Watches the folder that stands there now, which may be another one than before. */
  function rewatch() {
    const now = identity(folder)
    if (now === watched) return
    watcher?.close()
    watcher = null
    watched = now
    if (now === null) return
    try {
      watcher = watch(folder, { recursive: true, persistent: true }, heard)
      watcher.on('error', () => watcher?.close())
    } catch {
      // Gone again, or more files than the system will watch: the looks go on.
      watcher = null
    }
  }

  rewatch()
  next = setTimeout(look, LOOK)
  return {
    close: () => {
      closed = true
      clearTimeout(quiet)
      clearTimeout(next)
      watcher?.close()
    },
  }
}

/** Which folder it is that has this name; null where none has. */
function identity(folder: string): string | null {
  const found = stat(folder)
  return found?.isDirectory() ? `${found.dev}:${found.ino}` : null
}

/** All files with what changes as they are written, in short; null where the folder can't be listed. */
function fingerprint(folder: string): string | null {
  try {
    return listFiles(folder)
      .paths.map((path) => {
        const found = stat(join(folder, path))
        return found ? `${path}\0${found.ino}\0${found.size}\0${found.mtimeMs}\0${found.ctimeMs}` : path
      })
      .join('\n')
  } catch {
    return null
  }
}

/** Null for whatever can't be looked at. */
function stat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return null
  }
}
