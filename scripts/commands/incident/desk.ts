import { filesOf, readTexts, type Content } from '#io/catalog-reader'
import { readOngoing, type Wanted } from '#io/ongoing-reader'
import { cacheFile, recordCache } from '#io/record-cache'
import { SECOND, type Instant } from '#model/time'
import { codeVersion } from '#site/engine/compile.ts'
import type { ContentAround } from '../change/content-around.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

/** What there is, as it is read now: what customers see depends on all that goes on. */
export interface Desk {
  folder: string
  content: Content
  around: ContentAround
  /** To the second, as exact as an update's name. */
  now: Instant
}

/**
 * Reads the content folder: all of it, or what goes on and what is wanted beside that. What is broken in it stops nothing.
 */
export function deskAt(options: CommonOptions, terminal: Terminal, wanted?: Wanted): Desk {
  const folder = contentFolder(options, terminal)
  const { files, content } = wanted
    ? readOngoing(folder, wanted, options.now ?? null, wholeSecond)
    : readWhole(folder, options, terminal)
  const now = Math.floor(content.catalog.now / SECOND) * SECOND
  return { folder, content, around: { all: files.paths, texts: files.texts, problems: files.problems }, now }
}

function readWhole(folder: string, options: CommonOptions, terminal: Terminal) {
  const files = filesOf(folder)
  const cache = recordCache(cacheFile(folder, terminal.env), codeVersion())
  return { files, content: readTexts(files, options.now ?? null, wholeSecond, cache) }
}
