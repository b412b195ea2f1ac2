import type { Outcome } from './run-steps.ts'

const WORD: Record<Outcome['state'], string> = {
  unchanged: 'as it is',
  'would change': 'would change',
  changed: 'changed',
  failed: "can't",
}

/** What is, what would be or was done, and what is left to people. */
export function setupText(repository: string, outcomes: readonly Outcome[], notes: readonly string[]): string {
  const lines = outcomes.flatMap(({ step, state, is, becomes, kept, byHand, problem }) => [
    `${WORD[state].padEnd(14)}${step}${is === null ? '' : `: ${is}`}`,
    ...becomes.map((one) => `${' '.repeat(14)}→ ${one}`),
    ...kept.map((one) => `${' '.repeat(14)}left alone: ${one}`),
    ...byHand.map((one) => `${' '.repeat(14)}by hand: ${one}`),
    ...(problem === null ? [] : [`${' '.repeat(14)}${problem}`]),
  ])
  const said = notes.map((note) => `${'know'.padEnd(14)}${note}`)
  return `${repository}\n\n${[...lines, ...said].join('\n')}\n\n${summary(outcomes)}\n`
}

function summary(outcomes: readonly Outcome[]): string {
  const count = (state: Outcome['state']) => outcomes.filter((one) => one.state === state).length
  const hands = outcomes.reduce((sum, { byHand }) => sum + byHand.length, 0)
  const [would, changed, failed] = [count('would change'), count('changed'), count('failed')]
  const done =
    would > 0
      ? `${would} of ${outcomes.length} would change; nothing was changed.`
      : changed > 0
        ? `${changed} of ${outcomes.length} changed.`
        : 'Nothing to change.'
  return [
    done,
    ...(failed === 0 ? [] : [`${failed} can't be done.`]),
    ...(hands === 0 ? [] : [`${hands} left to do by hand.`]),
  ].join(' ')
}

export const setupJson = (
  repository: string,
  dryRun: boolean,
  outcomes: readonly Outcome[],
  notes: readonly string[],
): string =>
  `${JSON.stringify(
    {
      repository,
      dry_run: dryRun,
      steps: outcomes.map(({ step, state, is, becomes, kept, byHand, problem }) => ({
        step,
        state: state.replace(' ', '_'),
        is,
        becomes,
        kept,
        by_hand: byHand,
        problem,
      })),
      notes,
    },
    null,
    2,
  )}\n`
