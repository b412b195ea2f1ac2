import type { TextSpan } from '#model/records/body'
import { boundedFindings } from '#model/bounded-findings'
import { inReadingOrder, type Diagnostic, type Place, type Problem } from '#model/diagnostic'
import { locator, type Locate } from './locate.ts'
import { timelyHints } from './timely-hints.ts'

/** Works out where each problem stands. */
export const diagnose = (problems: readonly Problem[], texts: ReadonlyMap<string, string>): Diagnostic[] =>
  diagnoser(texts)(problems)

/** The same for one list after the other: a file that several of them point at is parsed once. */
export function diagnoser(texts: ReadonlyMap<string, string>): (problems: readonly Problem[]) => Diagnostic[] {
  const locators = new Map<string, Locate>()
  const spanOf = (place: Place): TextSpan => {
    if ('span' in place) return place.span
    const text = texts.get(place.file)
    if (text === undefined) return START
    const locate = locators.get(place.file) ?? locator(place.file, text)
    locators.set(place.file, locate)
    return locate(place.path, place.document, place.key)
  }
  const timely = timelyHints(texts)
  const diagnosed = (problem: Problem): Diagnostic => {
    const { at, message, related, rule, severity } = problem
    const help = timely(problem) ?? problem.help
    const others = (related ?? []).map((other) => ({
      file: other.at.file,
      ...spanOf(other.at),
      message: other.message,
    }))
    const place = { file: at.file, ...spanOf(at) }
    return { ...place, severity, rule, message, ...(help ? { help } : {}), related: others }
  }
  return (problems) => boundedFindings(problems.map(diagnosed).toSorted(inReadingOrder))
}

const START: TextSpan = { line: 1, column: 1, end_line: 1, end_column: 1 }
