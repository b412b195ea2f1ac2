import type { Finding } from '#model/diagnostic'
import { RUNBOOK_SECTIONS, sectionsOf, type Runbook } from '#model/records/runbook'
import { openFence } from '#model/runbook/open-fence'
import { defineRule, type RuleContext } from './rule.ts'

export default defineRule({
  name: 'runbook-sections',
  severity: 'error',
  scope: 'record',
  doc: 'Every runbook has the same sections in the same order, so that nobody searches at 3 AM.',
  *check({ catalog, outlineOf }) {
    for (const runbook of catalog.runbooks)
      yield* sectionsIn(runbook, outlineOf, runbook.escalation.length > 0 ? MAY_LACK : [])
  },
})

/** What may be left out where front matter says whom to call, and what runbooks of elsewhere don't have. */
export const MAY_LACK: readonly string[] = ['Verification', 'Escalation']

/** What is wrong with the sections of a runbook; some of them needn't be there. */
export function* sectionsIn(
  { file, body: written }: Pick<Runbook, 'file' | 'body'>,
  outlineOf: RuleContext['outlineOf'],
  optional: readonly string[],
): Generator<Finding> {
  const open = openFence(written)
  if (open)
    yield {
      at: { file, span: { line: open.line, column: 1, end_line: open.line, end_column: 1 + open.mark.length } },
      message: `Unexpected code block that nothing ends, expected its end, ${open.mark}, before \`${open.heading}\`.`,
      help: 'All below it is shown as code, headings too.',
      severity: 'warning',
    }
  const body = open?.closed ?? written
  const { headings } = outlineOf(body)
  const named = headings.map((heading) => ({ ...heading, sections: sectionsOf(heading.text) }))
  const top = Math.min(...named.filter(({ sections }) => sections.length > 0).map(({ depth }) => depth))
  const found = named.flatMap(({ sections, ...heading }) =>
    heading.depth === top ? sections.map((section) => ({ ...heading, section })) : [],
  )
  for (const { name, aliases } of RUNBOOK_SECTIONS)
    if (!optional.includes(name) && !found.some(({ section }) => section === name))
      yield {
        at: { file, span: { line: body.line, column: 1, end_line: body.line, end_column: 1 } },
        message: `Missing section "${name}", expected a heading \`## ${name}\`.`,
        help: [
          `Add \`## ${name}\`${aliases.length > 0 ? ` (or ${aliases.join(', ')})` : ''}`,
          MAY_LACK.includes(name) ? ', or `escalation` in the front matter.' : '.',
        ].join(''),
      }
  const names = RUNBOOK_SECTIONS.map(({ name }) => name)
  for (const [i, { section, filled, span }] of found.entries()) {
    if (!filled)
      yield {
        at: { file, span },
        message: `Unexpected empty section "${section}", expected some text.`,
        help: 'Say what to do, or that there is nothing to do.',
      }
    const before = found[i - 1]
    if (before && names.indexOf(before.section) >= names.indexOf(section))
      yield {
        at: { file, span },
        message: `Unexpected "${section}" after "${before.section}", expected the order ${names.join(', ')}.`,
        help: 'Move the section.',
      }
  }
}
