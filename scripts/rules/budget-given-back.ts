import { percentWords } from '#model/gate/budget-words'
import type { GateFinding } from '#model/gate/context'
import type { GivenBack } from '#model/slo/given-back'
import { formatDuration } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'budget-given-back',
  severity: 'warning',
  scope: 'gate',
  doc: 'No incident, announcement or measurement that a pull request edits, adds or takes away leaves more of an error budget than there was, by the same target.',
  *check({ given_back }) {
    for (const one of given_back) yield told(one)
  },
})

function told({ slo, before, after, amount, file }: GivenBack): GateFinding {
  const what =
    amount === null
      ? after === null
        ? `takes away what was measured of \`${slo.id}\``
        : `leaves more of \`${slo.id}\`, as measured`
      : `gives ${formatDuration(Number(amount.num / amount.den))} back to \`${slo.id}\``
  return {
    change: null,
    at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
    message: `This pull request ${what}: ${percentWords(before)} → ${after === null ? 'unknown' : percentWords(after)}.`,
    help: 'Make sure that it was so before you merge: changes wait for what is left of this budget.',
  }
}
