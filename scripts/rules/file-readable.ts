import type { Finding } from '#model/diagnostic'
import { isModest, type Body } from '#model/records/body'
import { bodiesOf } from './link-exists.ts'
import { defineRule, unlessPassed } from './rule.ts'
import type { RuleContext } from './rule.ts'

export default defineRule({
  name: 'file-readable',
  severity: 'error',
  scope: 'record',
  doc: 'A file is UTF-8 text of at most 1 MiB inside the content folder, and `site.yaml` is there. A text whose Markdown is too much work to read is shown as it is written (warning).',
  *check({ catalog, outlineOf, passed }) {
    for (const { file, body } of bodiesOf(catalog))
      yield* unlessPassed(passed, body, 'file-readable', () => tooMuchWork(file, body, outlineOf))
  },
})

function* tooMuchWork(file: string, body: Body, outlineOf: RuleContext['outlineOf']): Generator<Finding> {
  const line = isModest(body.markdown) ? undefined : outlineOf(body).over
  if (line !== undefined)
    yield {
      at: { file, span: { line, column: 1, end_line: line, end_column: 1 } },
      severity: 'warning',
      message:
        'Unexpected amount of Markdown, expected a text that can be read in a moment: it is shown as it is written.',
      help: 'Divide the text, or the paragraph or list that this line stands in; a block of code costs little.',
    }
}
