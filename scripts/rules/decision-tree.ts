import { cyclesIn } from '#model/runbook/tree-cycle'
import { defineRule } from './rule.ts'
import { dangling, knownIds } from './reference-exists.ts'

export default defineRule({
  name: 'decision-tree',
  severity: 'error',
  scope: 'record',
  doc: 'A `decision` block of a runbook is one tree: each answer asks on, or says what to do, which runbook to take or whom to call; at most six questions in a row, none of them twice.',
  *check({ catalog, procedureOf }) {
    const ids = knownIds(catalog)('runbook')
    const exits = catalog.runbooks.map(({ id, file, body }) => ({
      id,
      file,
      to: procedureOf(body).decisions.flatMap((decision) => decision.exits.filter(({ kind }) => kind === 'runbook')),
    }))
    for (const { file, body } of catalog.runbooks)
      for (const { faults } of procedureOf(body).decisions)
        for (const { span, message, help } of faults) yield { at: { file, span }, message, ...(help ? { help } : {}) }
    for (const { file, to } of exits)
      for (const { id, span } of to) if (!ids.has(id)) yield dangling('runbook', id, { file, span }, ids)
    // Each of the two may be right, and they may come by different pull requests: only to itself is an error.
    for (const { from, to, span } of cyclesIn(exits))
      yield {
        at: { file: from.file, span },
        message:
          from.id === to
            ? `Unexpected way back to \`${to}\` itself, expected each answer to lead further.`
            : `Unexpected cycle: \`${to}\` leads back to \`${from.id}\` in turn, expected each answer to lead further.`,
        help: 'Say what to do, or escalate.',
        ...(from.id === to ? {} : { severity: 'warning' as const }),
      }
  },
})
