import type { Change } from '#model/change'
import type { Finding } from '#model/diagnostic'
import { tiersOf } from '#model/links'
import { riskOf, type Risk } from '#model/risk'
import { RISK_LEVELS, type ChangeTemplate } from '#model/template'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'standard-change-template',
  severity: 'error',
  scope: 'record',
  doc: 'A standard change follows a change template and keeps to its services, its scores and its highest risk level.',
  *check({ catalog, links }) {
    const templates = new Map(catalog.change_templates.map((template) => [template.id, template]))
    for (const change of catalog.changes) {
      if (change.type !== 'standard' || change.source) continue
      if (change.template === undefined)
        yield {
          at: { file: change.file, path: ['template'] },
          message: 'Missing `template`, expected the change template that a standard change follows.',
          help: 'Name a file of `change-templates/`, or make it a normal change.',
        }
      else {
        const template = templates.get(change.template)
        if (template) yield* deviations(change, template, riskOf(change, tiersOf(links, change), catalog.policy.risk))
      }
    }
  },
})

function* deviations(change: Change, template: ChangeTemplate, risk: Risk | null): Generator<Finding> {
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
  if (risk && RISK_LEVELS.indexOf(risk.level) > RISK_LEVELS.indexOf(template.max_risk))
    yield {
      at: { file: change.file, path: ['risk'] },
      message: `Unexpected risk level ${risk.level} (${risk.reasons.join('; ')}), expected at most ${template.max_risk} as in its template.`,
      help,
      related: related(['max_risk']),
    }
}
