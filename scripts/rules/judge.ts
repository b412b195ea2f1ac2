import type { AuditProblem, Finding, Problem } from '#model/diagnostic'
import type { GateContext, GateProblem } from '#model/gate/context'
import { rules } from './index.ts'
import type { AuditContext, Rule, RuleContext } from './rule.ts'

/** Runs every record rule over a catalogue. */
export const judge = (context: RuleContext): Problem[] =>
  rules.flatMap((rule) => (rule.scope === 'record' ? under(rule, rule.check?.(context)) : []))

/** Runs every gate rule over the changes and files of a pull request, or over the change that is about to begin. */
export const judgeGate = (context: GateContext, outlineOf: RuleContext['outlineOf']): GateProblem[] =>
  rules.flatMap((rule) => (rule.scope === 'gate' ? under(rule, rule.check?.({ ...context, outlineOf })) : []))

/** Runs every audit rule over a catalogue as of `now`. All that it finds are warnings. */
export const judgeAudit = (context: AuditContext): AuditProblem[] =>
  rules.flatMap((rule) => {
    const found = rule.scope === 'audit' ? rule.check(context) : rule.scope === 'gate' ? rule.audit?.(context) : []
    return under({ ...rule, severity: 'warning' }, found)
  })

const under = <T extends Finding>({ name, severity }: Pick<Rule, 'name' | 'severity'>, findings: Iterable<T> = []) =>
  [...findings].map((finding) => ({ ...finding, rule: name, severity: finding.severity ?? severity }))
