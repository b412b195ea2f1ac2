import { isConcluded, isExcused } from '#model/change/standing'
import type { Change } from '#model/records/change'
import type { Finding } from '#model/diagnostic'
import type { ChangeTemplate } from '#model/records/template'
import { formatDuration, HOUR } from '#model/time'
import { textBeyond } from '#model/change/text-beyond-template'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'standard-change-template',
  severity: 'error',
  scope: 'record',
  doc: 'A standard change follows a change template: it keeps to its services, scores and duration, and until it is over its text is that of the template, with the placeholders filled in.',
  *check({ catalog, settings, outlineOf }) {
    const templates = new Map(settings.change_templates.map((template) => [template.id, template]))
    const proposed = new Set(catalog.change_templates.map(({ id }) => id))
    for (const change of catalog.changes) {
      if (change.type !== 'standard' || isExcused(change)) continue
      if (change.template === undefined)
        yield {
          at: { file: change.file, path: ['template'] },
          message: 'Missing `template`, expected the change template that a standard change follows.',
          help: 'Name a file of `change-templates/`, or make it a normal change.',
        }
      else {
        const template = templates.get(change.template)
        if (template) {
          yield* deviations(change, template)
          yield* lengths(change, template)
          if (!isConcluded(change)) yield* textBeyond(change, template, outlineOf)
        } else if (proposed.has(change.template))
          yield {
            at: { file: change.file, path: ['template'] },
            message: `Unexpected template \`${change.template}\` of the same pull request, expected one that was merged before.`,
            help: 'Bring the template in by a pull request of its own, or make it a normal change.',
          }
      }
    }
  },
})

function* deviations(change: Change, template: ChangeTemplate): Generator<Finding> {
  const related = (path: string[]) => [{ at: { file: template.file, path }, message: 'The template says so here.' }]
  const help = 'Keep to the template, or make it a normal change.'
  for (const [i, service] of change.services.entries())
    if (template.services.length > 0 && !template.services.includes(service))
      yield {
        at: { file: change.file, path: ['services', i] },
        message: `Unexpected service \`${service}\`, expected one of its template: ${template.services.join(', ')}.`,
        help,
        related: related(['services']),
      }
  for (const score of ['blast_radius', 'rollback_difficulty', 'complexity', 'timing'] as const) {
    const [given, allowed] = [change.risk?.[score] ?? 0, template.risk[score]]
    if (given > allowed)
      yield {
        at: { file: change.file, path: ['risk', score] },
        message: `Unexpected ${score} of ${given}, expected at most ${allowed} as in its template.`,
        help,
        related: related(['risk', score]),
      }
  }
}

/** A window has room for what may go wrong; beyond this it is another change than its template's. */
const ROOM = 4
const LEAST_ROOM = 8 * HOUR

function* lengths({ file, estimated_duration, window }: Change, template: ChangeTemplate): Generator<Finding> {
  const allowed = template.estimated_duration
  if (allowed === undefined) return
  const related = [{ at: { file: template.file, path: ['estimated_duration'] }, message: 'The template says so here.' }]
  if (estimated_duration !== undefined && estimated_duration > allowed)
    yield {
      at: { file, path: ['estimated_duration'] },
      message: `Unexpected duration of ${formatDuration(estimated_duration)}, expected at most ${formatDuration(allowed)} as in its template.`,
      help: 'Keep to the template, or make it a normal change.',
      related,
    }
  const length = window ? window.end - window.start : 0
  if (length > Math.max(ROOM * allowed, LEAST_ROOM))
    yield {
      at: { file, path: ['window'] },
      severity: 'warning',
      message: `Unexpected window of ${formatDuration(length)} for work of ${formatDuration(allowed)}, expected a few hours.`,
      help: 'Give it a window that is about as long as the work.',
      related,
    }
}
