import { rules } from '#rules/index'
import type { Rule } from '#rules/rule'
import { table } from './table.ts'

const WHEN = {
  record: '`validate`',
  gate: '`gate`',
  audit: '`audit`',
} as const

const INTRODUCTION = `# Rules

<!-- Written by \`npm run docs\` from scripts/rules; edit the rules instead. -->

\`validate\` runs the rules that depend on a record and what it refers to; \`gate\` those that decide whether a pull
request may be merged or a change may begin; \`audit\` those that time makes true. An error stops, a warning doesn't.`

const when = (rule: Rule): string => ('audit' in rule ? `${WHEN.gate}, ${WHEN.audit}` : WHEN[rule.scope])

/** The text of `docs/rules.md`. */
export const rulesPage = (): string =>
  `${INTRODUCTION}\n\n${table(
    ['rule', 'severity', 'when', 'what it holds'],
    rules.map((rule) => [`\`${rule.name}\``, rule.severity, when(rule), rule.doc]),
  )}\n`
