import { countFindings, type Diagnostic } from '#model/diagnostic'
import type { GateVerdict } from '#model/gate/verdict'
import { code, prose } from './escape.ts'
import { countWords, folded, MARKS } from './findings.ts'
import { lengthOf, within } from './room.ts'
import { count } from './words.ts'

/** More findings than this are only counted. */
const SHOWN = 25

/** Rules whose findings the lines of a change tell in their own way. */
const TOLD = new Set(['change-overlaps-change', 'change-overlaps-freeze'])

/** What the report has said before it comes to the findings. */
export interface Said {
  /** Those that were told. */
  told: readonly Diagnostic[]
  /** Those of which was said what to do: one step says where a change may move to, against the advice of each. */
  settled: readonly Diagnostic[]
}

/** All findings with their places, file by file: those that were told above in other words can be opened. */
export function findingBlocks({ outer, changes }: GateVerdict, said: Said, room: number): string[] {
  const inChanges = new Set(changes.flatMap(({ diagnostics }) => diagnostics))
  const all = [...new Set([...outer, ...inChanges])]
  if (all.length === 0) return []
  const [told, settled] = [new Set(said.told), new Set(said.settled)]
  const helped = (one: Diagnostic) => !settled.has(one) && !told.has(one)
  const [known, fresh] = [all.filter(isTold), all.filter((one) => !isTold(one))]
  function isTold(one: Diagnostic) {
    return told.has(one) || (inChanges.has(one) && TOLD.has(one.rule))
  }
  const shown = fresh.length > 0 ? within([`### Findings: ${countWords(fresh)}`, ...byFile(fresh, helped)], room) : []
  const left = room - lengthOf(shown) - 200
  return [
    ...shown,
    ...(known.length > 0 && left > 0
      ? [folded(`Told above already: ${countWords(known)}`, within(byFile(known, helped), left))]
      : []),
  ]
}

function byFile(diagnostics: readonly Diagnostic[], isHelped: (one: Diagnostic) => boolean): string[] {
  const more = countFindings(diagnostics) - SHOWN
  return [
    ...[...Map.groupBy(diagnostics.slice(0, SHOWN), ({ file }) => file)].flatMap(([file, found]) => [
      code(file),
      found.map((one) => item(one, isHelped(one))).join('\n'),
    ]),
    ...(more > 0 ? [`… and ${count(more, 'more finding')}: \`npx evenkeel gate --format text\` lists them all.`] : []),
  ]
}

function item({ severity, message, help, rule, line }: Diagnostic, isHelped: boolean): string {
  const mark = severity === 'error' ? `${MARKS.error} **Error:**` : MARKS.warning
  const advice = help && isHelped ? ` ${prose(help)}` : ''
  return `- line ${line}: ${mark} ${prose(message)}${advice} (${code(rule)})`
}
