import { coverageOf, type Contested, type FiredAlert, type Split } from '#model/alert/coverage'
import { alertsIn } from '#model/alert/slo-alerts'
import type { Finding } from '#model/diagnostic'
import { alertsLeadingTo, type Runbook } from '#model/records/runbook'
import { meantName } from '#model/records/near-name'
import { idInAddress, type Choice } from '#model/records/runbook-of-alert'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'alert-has-runbook',
  severity: 'warning',
  scope: 'record',
  doc: 'Every alert of `alerts/`, and every one that `rules` makes of an SLO, is named by a runbook, and by no second one; rules of one name lead to one.',
  *check({ catalog, links }) {
    const { dangle, contested, split } = coverageOf(alertsIn(catalog, links), catalog.runbooks)
    yield* contested.map(namedTwice)
    yield* split.map(ledElsewhere)
    // Which alerts a runbook names that can't be read isn't known.
    if (dangle.length === 0 || (catalog.broken.runbook ?? []).length > 0) return
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

const BY: Readonly<Record<Choice, string>> = {
  address: "as its rule's `runbook_url` says",
  service: "which is about its rule's service",
  team: "which is of its rule's team",
  'own name': 'which has it among its `alerts`',
  order: 'the first of them by its path',
}

/** The finding for a name that leads to another runbook, at that name. */
export function namedTwice({ name, runbook, path, held, by }: Contested<Named>): Finding {
  return {
    at: { file: runbook.file, path },
    message: `Unexpected alert ${JSON.stringify(name)} that another runbook names, expected it in one: it leads to \`${held.file}\`, ${BY[by]}.`,
    help:
      by === 'address'
        ? 'Take it out here, or change the `runbook_url` of its rule where this is the runbook to follow.'
        : 'Take it out of one of the two, or say in the `runbook_url` of its rule which one to follow.',
    related: [{ at: { file: held.file, path: [] }, message: 'The runbook that it leads to.' }],
  }
}

/** The finding for a rule that leads elsewhere than others of its name, at that rule. */
export function ledElsewhere({ rule, runbook, held, first }: Split<Named>): Finding {
  const { name, file, document, path } = rule
  const other = first !== null && first.name !== name ? ` ${JSON.stringify(first.name)}` : ''
  return {
    at: { file, document, path },
    message: `Unexpected second runbook of alert ${JSON.stringify(name)}, expected one: this rule leads to \`${runbook.file}\`, another of its name${other} to \`${held.file}\`.`,
    help: 'Who is paged has the name alone, in any letters: call one of the alerts something else, or lead both to one runbook.',
    related:
      first === null
        ? []
        : [{ at: { file: first.file, document: first.document, path: first.path }, message: 'The other rule.' }],
  }
}

function whatToDo(name: string, rules: FiredAlert['rules'], { byId, byName, names }: Leading): string {
  const led = rules.map(({ runbook_url }) => byId.get(idInAddress(runbook_url))).find((one) => one !== undefined)
  if (led) return `Its \`runbook_url\` leads to \`${led.file}\`: add it to the \`alerts\` there.`
  const near = meantName(name, names)
  const meant = near === null ? undefined : byName.get(near)
  return meant && near !== null
    ? `\`${meant.file}\` names \`${near}\`: was it renamed? Then add the new name to its \`alerts\`, and keep the old one in \`aliases\`.`
    : 'Add it to the `alerts` of the runbook that says what to do, or write one with `new runbook`.'
}
