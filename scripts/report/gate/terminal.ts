import { fallenWords } from '#model/gate/approvals'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { budgetText } from './budget.ts'
import { publishedText } from './published-terminal.ts'
import { promisesText } from './promises.ts'
import { hiddenInPlan } from './hidden.ts'
import { failureWords } from './past-failures.ts'
import { historyWords } from './past.ts'
import { gateSentence } from './sentence.ts'
import { lineDiff } from '../line-diff.ts'
import { findingText, printable } from '../text.ts'
import { slotWords } from './moments.ts'
import { and, count } from './words.ts'

/**
 * For terminals: findings by change, those about other files first, what customers will see, and the verdict on the last
 * line.
 */
export function gateText(verdict: GateVerdict): string {
  const blocks = [...verdict.outer.map(findingText), ...verdict.changes.map((change) => changeText(change, verdict))]
  return [...blocks, ...promisesText(verdict), ...publishedText(verdict), `${printable(gateSentence(verdict))}\n`].join(
    '\n',
  )
}

function changeText(told: ChangeVerdict, { site }: GateVerdict): string {
  const { judged, verdict, diagnostics, history } = told
  const { change, risk, approval } = judged
  const level = risk ? `${risk.level} risk (${risk.score} of 16)` : 'risk not scored'
  const lines = [
    `${change.id}  ${verdict}  ${level}  ${change.title}`,
    ...(history ? [`  ${historyWords(history)}`] : []),
    ...[...budgetText(judged), ...failureWords(told.failures)].map((sentence) => `  ${sentence}`),
    ...fallenWords(approval.fallen).map((sentence) => `  ${sentence}`),
    ...hiddenInPlan(change).map((sentence) => `  ${sentence}`),
    ...freeLines(told, site.time_zone),
    ...told.planChanges.flatMap(planChangeLines),
  ]
  return [`${lines.map(printable).join('\n')}\n`, ...diagnostics.map(findingText)].join('\n')
}

const freeLines = ({ free }: ChangeVerdict, timeZone: string): string[] =>
  free.length === 0
    ? []
    : ['  Free of everything:', ...free.map(({ from, to }) => `    ${slotWords({ start: from, end: to }, timeZone)}`)]

/** More lines of a comparison than this are only counted. */
const SHOWN = 40

function planChangeLines({ by, before, after }: ChangeVerdict['planChanges'][number]): string[] {
  const { lines, isCut } = lineDiff(before, after)
  const more = lines.length - SHOWN
  return [
    `  Since ${and(by)} approved it:`,
    ...lines.slice(0, SHOWN).map((line) => `    ${line}`),
    ...(more > 0 ? [`    … and ${count(more, 'more line')}`] : []),
    ...(isCut ? ['    There is more than can be shown here.'] : []),
  ]
}
