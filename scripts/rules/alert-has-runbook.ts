import { coverageOf, type FiredAlert } from '#model/alert/coverage'
import { alertsIn } from '#model/alert/slo-alerts'
import type { Finding } from '#model/diagnostic'
import { alertsLeadingTo, type Runbook } from '#model/records/runbook'
import { meantAlert } from '#model/records/near-name'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'alert-has-runbook',
  severity: 'warning',
  scope: 'record',
  doc: 'Every alert of `alerts/`, and every one that `rules` makes of an SLO, is named by a runbook.',
  *check({ catalog, links }) {
    // Which alerts a runbook names that can't be read isn't known.
    if ((catalog.broken.runbook ?? []).length > 0) return
    const { runbooks } = catalog
    for (const alert of coverageOf(alertsIn(catalog, links), runbooks).dangle) yield withoutRunbook(alert, runbooks)
  },
})

/** The finding for an alert that no runbook names, at its first rule, with the runbook that was probably meant. */
export function withoutRunbook(
  { name, rules }: FiredAlert,
  runbooks: readonly Pick<Runbook, 'id' | 'file' | 'alerts' | 'aliases'>[],
): Finding {
  const [first, ...others] = rules
  const { file = '', document = 0, path = [] } = first ?? {}
  return {
    at: { file, document, path },
    message: `Unexpected alert ${JSON.stringify(name)} without a runbook, expected one that names it.`,
    help: whatToDo(name, rules, runbooks),
    // The page and the ticket of an SLO stand in one place.
    related: others
      .filter((one) => one.file !== file || one.document !== document || String(one.path) !== String(path))
      .map((one) => ({ at: { file: one.file, document: one.document, path: one.path }, message: 'Fired here too.' })),
  }
}

function whatToDo(
  name: string,
  rules: FiredAlert['rules'],
  runbooks: readonly Pick<Runbook, 'id' | 'file' | 'alerts' | 'aliases'>[],
): string {
  const led = runbooks.find(({ id }) => rules.some(({ runbook_url }) => leadsTo(runbook_url, id)))
  if (led) return `Its \`runbook_url\` leads to \`${led.file}\`: add it to the \`alerts\` there.`
  const owner = new Map(runbooks.flatMap((runbook) => alertsLeadingTo(runbook).map((one) => [one, runbook] as const)))
  const near = meantAlert(name, [...owner.keys()])
  const meant = near === null ? undefined : owner.get(near)
  return meant && near !== null
    ? `\`${meant.file}\` names \`${near}\`: was it renamed? Then add the new name to its \`alerts\`, and keep the old one in \`aliases\`.`
    : 'Add it to the `alerts` of the runbook that says what to do, or write one with `new runbook`.'
}

/** Whether an address ends in the page of a runbook. */
const leadsTo = (url: string | undefined, id: string): boolean =>
  url !== undefined &&
  URL.canParse(url) &&
  new URL(url).pathname
    .toLowerCase()
    .replace(/\/$/, '')
    .endsWith(encodeURI(`/runbooks/${id}`).toLowerCase())
