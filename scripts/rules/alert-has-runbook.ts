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
    const { dangle } = coverageOf(alertsIn(catalog, links), catalog.runbooks)
    if (dangle.length === 0) return
    const known = leadingOf(catalog.runbooks)
    for (const alert of dangle) yield withoutRunbook(alert, known)
  },
})

type Named = Pick<Runbook, 'id' | 'file' | 'alerts' | 'aliases'>

/** Runbooks by what may lead to them. */
export interface Leading {
  /** By id in small letters, as an address has it. */
  byId: ReadonlyMap<string, Named>
  /** By each name that they have for an alert. */
  byName: ReadonlyMap<string, Named>
  names: readonly string[]
}

/** Gathers what alerts without a runbook may have meant. */
export function leadingOf(runbooks: readonly Named[]): Leading {
  const byName = new Map(runbooks.flatMap((one) => alertsLeadingTo(one).map((name) => [name, one] as const)))
  return { byId: new Map(runbooks.map((one) => [one.id.toLowerCase(), one])), byName, names: [...byName.keys()] }
}

/** The finding for an alert that no runbook names, at its first rule, with the runbook that was probably meant. */
export function withoutRunbook({ name, rules }: FiredAlert, known: Leading): Finding {
  const [first, ...others] = rules
  const { file = '', document = 0, path = [] } = first ?? {}
  return {
    at: { file, document, path },
    message: `Unexpected alert ${JSON.stringify(name)} without a runbook, expected one that names it.`,
    help: whatToDo(name, rules, known),
    // The page and the ticket of an SLO stand in one place.
    related: others
      .filter((one) => one.file !== file || one.document !== document || String(one.path) !== String(path))
      .map((one) => ({ at: { file: one.file, document: one.document, path: one.path }, message: 'Fired here too.' })),
  }
}

function whatToDo(name: string, rules: FiredAlert['rules'], { byId, byName, names }: Leading): string {
  const led = rules.map(({ runbook_url }) => byId.get(idInAddress(runbook_url))).find((one) => one !== undefined)
  if (led) return `Its \`runbook_url\` leads to \`${led.file}\`: add it to the \`alerts\` there.`
  const near = meantAlert(name, names)
  const meant = near === null ? undefined : byName.get(near)
  return meant && near !== null
    ? `\`${meant.file}\` names \`${near}\`: was it renamed? Then add the new name to its \`alerts\`, and keep the old one in \`aliases\`.`
    : 'Add it to the `alerts` of the runbook that says what to do, or write one with `new runbook`.'
}

/** The id of the runbook, in small letters, whose page an address is that of; empty where it is another one. */
function idInAddress(url: string | undefined): string {
  const { pathname = '' } = (url === undefined ? null : URL.parse(url)) ?? {}
  const at = pathname.indexOf('/runbooks/')
  return at === -1
    ? ''
    : decoded(pathname.slice(at + '/runbooks/'.length))
        .replace(/\/$/, '')
        .toLowerCase()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
