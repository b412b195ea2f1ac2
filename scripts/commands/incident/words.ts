import { outlineOf } from '#io/markdown'
import type { Catalog } from '#model/catalog'
import type { IncidentState } from '#model/incident/draft'
import { knownValues, wordsByState } from '#model/incident/template-words'
import { placeholderNames, withValues } from '#model/records/placeholder-values'
import type { IncidentTemplate } from '#model/records/template'
import type { Instant } from '#model/time'
import { UsageError } from '../usage-error.ts'

/** The template that a flag names; null where none does. */
export function templateOf(id: string | undefined, { incident_templates, broken }: Catalog): IncidentTemplate | null {
  if (id === undefined) return null
  const template = incident_templates.find((one) => one.id === id)
  if (template) return template
  const known = incident_templates.map((one) => one.id).join(', ')
  throw new UsageError(
    broken.incident_template?.includes(id)
      ? `The template ${id} can't be read; \`validate\` says why.`
      : `No template ${id} in incident-templates/${known === '' ? '' : `, expected one of ${known}`}.`,
  )
}

/** What a template says for a state, if anything. */
export const wordsFor = (template: IncidentTemplate | null, state: IncidentState): string | undefined =>
  template ? wordsByState(template.body, outlineOf(template.body))[state] : undefined

interface Moments {
  state: IncidentState
  started: Instant
  now: Instant
  timeZone: string
}

/**
 * Texts of a template with the values of its placeholders: those that were given, what is known anyway, and what
 * `ask` is answered. Without anyone to ask, what is missing is refused.
 */
export async function filledIn(
  texts: readonly string[],
  given: Readonly<Record<string, string>>,
  { state, started, now, timeZone }: Moments,
  ask: ((name: string) => Promise<string>) | null,
): Promise<string[]> {
  const names = placeholderNames(texts)
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new UsageError(
      `No placeholder {{${unknown}}} in these words${names.length === 0 ? '' : `, but ${names.map((name) => `{{${name}}}`).join(', ')}`}.`,
    )
  const values: Record<string, string> = { ...knownValues(state, { started, now }, timeZone), ...given }
  const open = names.filter((name) => !Object.hasOwn(values, name))
  if (open.length > 0 && !ask)
    throw new UsageError(
      `Missing: ${open.map((name) => `--set ${name}=…`).join(', ')}. The template has places for them.`,
    )
  for (const name of open) if (ask) values[name] = await ask(name)
  return texts.map((text) => withValues(text, values))
}
