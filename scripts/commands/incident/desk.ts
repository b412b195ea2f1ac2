import { filesOf, readTexts, type Content, type Files } from '#io/catalog-reader'
import type { TakenOut } from '#io/git/taken-out'
import { readOngoing, type Wanted } from '#io/ongoing-reader'
import { cacheFile, recordCache, type RecordCache } from '#io/record-cache'
import { SECOND, type Instant } from '#model/time'
import { codeVersion } from '#site/engine/compile.ts'
import type { ContentAround } from '../change/content-around.ts'
import type { NamesElsewhere } from '../next-id.ts'
import { contentFolder, wholeSecond, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

/** What there is, as it is read now: what customers see depends on all that goes on. */
export interface Desk {
  folder: string
  content: Content
  around: ContentAround
  /** When it is said, to the second, as exact as an update's name. */
  now: Instant
  /** What records are called elsewhere, and what was read before of the same texts, where that is at hand. */
  names?: NamesElsewhere
  cache?: RecordCache
  /** Who took out, since then, a file of which that is true; left out where no branch is asked. */
  takenOut?: (is: (text: string) => boolean, since: Instant) => Promise<TakenOut | null>
}

/**
 * Reads the content folder: all of it, or what goes on and what is wanted beside that. What is broken in it stops nothing.
 */
export function deskAt(options: CommonOptions, terminal: Terminal, wanted?: Wanted): Desk {
  const folder = contentFolder(options, terminal)
  if (!wanted) return deskOf(folder, filesOf(folder), options, cacheOf(folder, terminal))
  const { files, content } = readOngoing(folder, wanted, options.now ?? null, wholeSecond)
  return deskWith(folder, files, content)
}

/** The same of files that were read already, such as those of a commit. */
export function deskOf(
  folder: string,
  files: Files,
  options: CommonOptions,
  cache: RecordCache,
): Desk & { cache: RecordCache } {
  const content = readTexts(files, options.now ?? null, wholeSecond, cache)
  return { ...deskWith(folder, files, content), cache }
}

/** What was read of a content folder at other times. */
export const cacheOf = (folder: string, terminal: Terminal): RecordCache =>
  recordCache(cacheFile(folder, terminal.env), codeVersion())

function deskWith(folder: string, files: Files, content: Content): Desk {
  const around = { all: files.paths, texts: files.texts, problems: files.problems ?? [] }
  return { folder, content, around, now: toSecond(content.catalog.now) }
}

export const toSecond = (instant: Instant): Instant => Math.floor(instant / SECOND) * SECOND
