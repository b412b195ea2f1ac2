import type { GateVerdict } from '#model/gate/verdict'
import type { Diagnostic } from '#model/diagnostic'
import { prose } from './escape.ts'
import { MARKS } from './findings.ts'

/** What finds that a freeze of the pull request stops changes that were approved. */
const STOPS = 'freeze-stops'

/** The findings that `stoppedBlocks` tells. */
export const stopsIn = ({ outer }: Pick<GateVerdict, 'outer'>): Diagnostic[] =>
  outer.filter(({ rule }) => rule === STOPS)

/** The approved changes that freezes of the pull request would stop, each with who carries it out and what customers were told. */
export function stoppedBlocks(verdict: Pick<GateVerdict, 'outer'>): string[] {
  const found = stopsIn(verdict)
  if (found.length === 0) return []
  return [
    '### Approved changes that it stops',
    ...found.map(({ message, help, related }) =>
      [
        `- ${MARKS.warning} ${prose(message)}${help ? ` ${prose(help)}` : ''}`,
        ...related.map((place) => `  - ${prose(place.message)}`),
      ].join('\n'),
    ),
  ]
}
