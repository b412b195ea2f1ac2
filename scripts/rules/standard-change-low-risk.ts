import type { Change } from '#model/records/change'
import { isExcused } from '#model/change/standing'
import type { Finding } from '#model/diagnostic'
import { tiersOf } from '#model/links'
import { riskOf, type Risk } from '#model/change/risk'
import { RISK_LEVELS, type ChangeTemplate } from '#model/records/template'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'standard-change-low-risk',
  severity: 'error',
  scope: 'record',
  doc: 'The risk of a standard change is at most what its template allows: low, unless `max_risk` says more.',
  *check({ catalog, links, settings }) {
    const templates = new Map(settings.change_templates.map((template) => [template.id, template]))
    const unreadable = new Set(catalog.broken.change_template)
    for (const change of catalog.changes) {
      if (change.type !== 'standard' || isExcused(change) || unreadable.has(change.template ?? '')) continue
      const risk = riskOf(change, tiersOf(links, change), settings.policy.risk)
      const template = templates.get(change.template ?? '')
      const most = template?.max_risk ?? 'low'
      if (risk && RISK_LEVELS.indexOf(risk.level) > RISK_LEVELS.indexOf(most)) yield tooRisky(change, risk, template)
    }
  },
})

const tooRisky = ({ file }: Change, risk: Risk, template: ChangeTemplate | undefined): Finding => ({
  at: { file, path: ['risk'] },
  message: `Unexpected risk level ${risk.level} (${risk.reasons.join('; ')}), expected ${template ? `at most ${template.max_risk} as in its template` : 'low for a standard change'}.`,
  help: 'Make it a normal change, which is reviewed; or lower the scores if they are wrong.',
  ...(template
    ? { related: [{ at: { file: template.file, path: ['max_risk'] }, message: 'The template says so here.' }] }
    : {}),
})
