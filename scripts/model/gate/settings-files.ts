import type { Diagnostic } from '../diagnostic.ts'
import { fileInPlaceOf, properPlace } from '../records/misplaced.ts'

/*
 * Settings: what settles who may do what, and what stops whom. A file of them that can't be read would stop counting
 * without a word, so the gate asks for each.
 */

/** Whether a file is one of settings, or was meant to be one, in whatever letters its name is written. */
export const isSettingsFile = (path: string): boolean => SETTINGS.test(plainly(path)) || fileInPlaceOf(path) !== null

const plainly = (path: string): string => (properPlace(path) ?? path).normalize('NFKC').toLowerCase()

const SETTINGS = /^(?:policy\.ya?ml$|(?:teams|services|freezes|change-templates|slos)(?:\/|$))/

/** The same of teams. */
export const isTeamFile = (path: string): boolean => /^teams(?:\/|$)/.test(plainly(path))

/** The same of SLOs. */
export const isSloFile = (path: string): boolean => /^slos(?:\/|$)/.test(plainly(path))

/** A file of settings that can't be read, or not all of it. */
export interface Unreadable {
  file: string
  line: number
  column: number
  /** What is wrong with it. */
  why: string
}

/** Of what was found in reading some content, the first for each file of settings: an error, or a file nobody reads. */
export function unreadableSettings(found: readonly Diagnostic[]): Unreadable[] {
  const first = new Map<string, Unreadable>()
  for (const { file, line, column, rule, severity, message } of found) {
    if (first.has(file) || !isSettingsFile(file)) continue
    if (severity !== 'error' && !(rule === 'unknown-file' && LIKE_SETTINGS.test(file))) continue
    first.set(file, { file, line, column, why: message })
  }
  return [...first.values()]
}

/** A name that says a record, among files that nobody reads: notes beside the settings are none. */
const LIKE_SETTINGS = /\.(?:ya?ml|md|markdown)$/i

/**
 * What a pull request may do while some settings of its base can't be read. `mends`: it touches nothing but those, and
 * leaves them in a form that can be read. `posts`: it is of incidents alone, which wait for nobody. Else they stop it.
 */
export type WhileUnreadable = 'stops' | 'mends' | 'posts'

export function whileUnreadable(
  unreadable: readonly Unreadable[],
  { touched, left }: { touched: readonly string[]; left: readonly Unreadable[] },
): WhileUnreadable {
  if (touched.every((path) => path.startsWith('incidents/'))) return 'posts'
  const places = unreadable.flatMap(({ file }) => [file, properPlace(file) ?? file])
  const isOfThose = (path: string) => places.some((place) => path === place || path.startsWith(`${place}/`))
  const stillBroken = new Set(left.map(({ file }) => file))
  return touched.every((path) => isOfThose(path) && !stillBroken.has(path)) ? 'mends' : 'stops'
}
