import { filesOf, readTexts, type Content } from '#io/catalog-reader'
import { cacheFile, recordCache } from '#io/record-cache'
import { SECOND, type Instant } from '#model/time'
import { codeVersion } from '#site/engine/compile.ts'
import type { ContentAround } from '../change/content-around.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

/** All that there is, as it is read now: what customers see depends on everything. */
export interface Desk {
  folder: string
  content: Content
  around: ContentAround
  /** To the second, as exact as an update's name. */
  now: Instant
}

/** Reads the content folder. What is broken in it stops nothing. */
export function deskAt(options: CommonOptions, terminal: Terminal): Desk {
  const folder = contentFolder(options, terminal)
  const files = filesOf(folder)
  const cache = recordCache(cacheFile(folder, terminal.env), codeVersion())
  const content = readTexts(files, options.now ?? null, wholeSecond, cache)
  const now = Math.floor(content.catalog.now / SECOND) * SECOND
  return { folder, content, around: { all: files.paths, texts: files.texts, problems: files.problems }, now }
}
