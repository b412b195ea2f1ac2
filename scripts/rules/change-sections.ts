import type { Change } from '#model/records/change'
import { CHANGE_SECTIONS } from '#model/records/change'
import type { Finding } from '#model/diagnostic'
import { defineRule } from './rule.ts'
import type { RuleContext } from './rule.ts'

export default defineRule({
  name: 'change-sections',
  severity: 'error',
  scope: 'record',
  doc: 'A normal or emergency change says how it is done, how it is checked and how it is undone.',
  *check({ catalog, outlineOf }) {
    for (const change of catalog.changes)
      if (change.type !== 'standard' && !change.source) yield* sections(change, outlineOf)
  },
})

function* sections({ file, body }: Change, outlineOf: RuleContext['outlineOf']): Generator<Finding> {
  const { headings } = outlineOf(body)
  const at = { line: body.line, column: 1, end_line: body.line, end_column: 1 }
  for (const name of CHANGE_SECTIONS) {
    const heading = headings.find(({ text }) => text.trim().toLowerCase() === name.toLowerCase())
    if (!heading)
      yield {
        at: { file, span: at },
        message: `Missing section "${name}", expected a heading \`## ${name}\`.`,
        help: `Add \`## ${name}\` and what belongs under it.`,
      }
    else if (!heading.filled)
      yield {
        at: { file, span: heading.span },
        message: `Unexpected empty section "${name}", expected some text.`,
        help: 'Write down what will be done; "as usual" is no plan at 3 AM.',
      }
  }
}
