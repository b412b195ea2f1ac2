import { fallenWords } from '#model/gate/approvals'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { publishedText } from './published-terminal.ts'
import { historyWords } from './past.ts'
import { gateSentence } from './sentence.ts'
import { findingText, printable } from '../text.ts'

/**
 * For terminals: findings by change, those about other files first, what customers will see, and the verdict on the last
 * line.
 */
export function gateText(verdict: GateVerdict): string {
  const blocks = [...verdict.outer.map(findingText), ...verdict.changes.map(changeText)]
  return [...blocks, ...publishedText(verdict), `${printable(gateSentence(verdict))}\n`].join('\n')
}

const changeText = ({ judged: { change, risk, approval }, verdict, diagnostics, history }: ChangeVerdict): string => {
  const level = risk ? `${risk.level} risk (${risk.score} of 16)` : 'risk not scored'
  const head = printable(`${change.id}  ${verdict}  ${level}  ${change.title}`)
  const past = history ? `  ${printable(historyWords(history))}\n` : ''
  const fell = fallenWords(approval.fallen).map((sentence) => `  ${printable(sentence)}\n`)
  return [`${head}\n${past}${fell.join('')}`, ...diagnostics.map(findingText)].join('\n')
}
