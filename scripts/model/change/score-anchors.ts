import type { RiskScores } from './draft.ts'

/**
 * What the four scores mean at 1 to 4. The one source: `docs/changes.md` has them as a table, `new change` as comments
 * beside the scores and in its questions.
 */
export const SCORE_ANCHORS: Readonly<Record<keyof RiskScores, readonly [string, string, string, string]>> = {
  blast_radius: [
    'nobody outside the team would notice',
    'some users of one service',
    'all users of a service',
    "several services, or customers' data",
  ],
  rollback_difficulty: [
    'a switch, within a minute',
    'the version before again, within minutes',
    'by hand, or for longer than the window allows',
    'cannot be undone, or only from a backup',
  ],
  complexity: [
    'one step that is done every week',
    'a few steps, done before',
    'many steps, or the first time',
    'several teams or systems that move together',
  ],
  timing: [
    'quiet hours, everybody needed is at hand',
    'a working day',
    'busy hours, or few are at hand',
    'peak hours, beside another event, or nobody to help',
  ],
}

/** `1 a switch, within a minute … 4 cannot be undone`: the ends of a scale. */
export const scaleOf = (score: keyof RiskScores): string =>
  `1 ${SCORE_ANCHORS[score][0]} … 4 ${SCORE_ANCHORS[score][3]}`

/** A record's text with its scores a line each, and beside each what a 1 and a 4 are. Comments change no record. */
export const withAnchors = (text: string): string =>
  text.replace(/^risk: \{(blast_radius: [^{}\n]*)\}$/m, (_, scores: string) =>
    [
      'risk:',
      ...scores.split(', ').map((entry) => {
        const name = entry.split(':')[0] ?? ''
        return `  ${entry}${isScore(name) ? ` # ${scaleOf(name)}` : ''}`
      }),
    ].join('\n'),
  )

const isScore = (name: string): name is keyof RiskScores => Object.hasOwn(SCORE_ANCHORS, name)
