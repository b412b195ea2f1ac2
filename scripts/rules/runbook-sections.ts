import type { Finding } from '#model/diagnostic'
import { RUNBOOK_SECTIONS, sectionOf, type Runbook } from '#model/records/runbook'
import type { Outline } from '#model/records/body'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'runbook-sections',
  severity: 'error',
  scope: 'record',
  doc: 'Every runbook has the same sections in the same order, so that nobody searches at 3 AM.',
  *check({ catalog, outlineOf }) {
    for (const runbook of catalog.runbooks) yield* sections(runbook, outlineOf(runbook.body))
  },
})

function* sections({ file, body, escalation }: Runbook, { headings }: Outline): Generator<Finding> {
  const top = Math.min(...headings.filter(({ text }) => sectionOf(text)).map(({ depth }) => depth))
  const found = headings.flatMap((heading) => {
    const section = heading.depth === top ? sectionOf(heading.text) : null
    return section ? [{ ...heading, section }] : []
  })
  const optional = new Set(escalation.length > 0 ? ['Verification', 'Escalation'] : [])
  for (const { name, aliases } of RUNBOOK_SECTIONS)
    if (!optional.has(name) && !found.some(({ section }) => section === name))
      yield {
        at: { file, span: { line: body.line, column: 1, end_line: body.line, end_column: 1 } },
        message: `Missing section "${name}", expected a heading \`## ${name}\`.`,
        help: [
          `Add \`## ${name}\`${aliases.length > 0 ? ` (or ${aliases.join(', ')})` : ''}`,
          name === 'Verification' || name === 'Escalation' ? ', or `escalation` in the front matter.' : '.',
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
