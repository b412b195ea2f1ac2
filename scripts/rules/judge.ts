import type { Finding, Problem } from '#model/diagnostic'
import type { GateContext, GateProblem } from '#model/gate'
import { rules } from './index.ts'
import type { Rule, RuleContext } from './rule.ts'

/** Runs every record rule over a catalogue. */
export const judge = (context: RuleContext): Problem[] =>
  rules.flatMap((rule) => (rule.scope === 'record' ? under(rule, rule.check?.(context)) : []))

/** Runs every gate rule over the changes and files of a pull request, or over the change that is about to begin. */
export const judgeGate = (context: GateContext): GateProblem[] =>
  rules.flatMap((rule) => (rule.scope === 'gate' ? under(rule, rule.check?.(context)) : []))

const under = <T extends Finding>({ name, severity }: Rule, findings: Iterable<T> = []) =>
  [...findings].map((finding) => ({ ...finding, rule: name, severity: finding.severity ?? severity }))
