import confirm from '@inquirer/confirm'
import select from '@inquirer/select'
import type { Catalog } from '#model/catalog'
import { SCORE_ANCHORS } from '#model/change/score-anchors'
import { CHANGE_SECTIONS, CHANGE_TYPES } from '#model/records/change'
import { incidentId } from '#model/records/field'
import type { ChangeDraft, Criterion } from '#model/change/draft'
import { parseCriterion, parseWindow } from '#model/change/draft-words'
import { parseDuration, parseInstant } from '#model/time'
import { read, services, words } from '../ask.ts'
import { offered, slotWords } from './offer.ts'
import type { Surroundings } from './surroundings.ts'

export { isGivenUp } from '../ask.ts'

/** Asks for one part of a change, and hands back that part. */
export async function ask(
  part: keyof ChangeDraft,
  draft: ChangeDraft,
  { catalog, around }: { catalog: Catalog; around: () => Surroundings },
): Promise<ChangeDraft> {
  switch (part) {
    case 'type':
      return { type: await select({ message: 'Type', choices: TYPES, default: 'normal' as const }) }
    case 'template':
      return { template: await select({ message: 'Template', choices: templates(catalog) }) }
    case 'title':
      return { title: await words('What is done, in one line') }
    case 'services':
      return { services: await services(catalog.services, 'Services that it touches', true) }
    case 'requester':
      return { requester: await words('Requested by (a team or a handle)', owner(draft, catalog)) }
    case 'implementer':
      return { implementer: await words('Carried out by (a handle)') }
    case 'environment':
      return { environment: await words('Environment', 'production') }
    case 'risk':
      return { risk: await risk() }
    case 'emergency_reason':
      return { emergency_reason: await select({ message: 'Why can it not wait?', choices: REASONS }) }
    case 'incident':
      return { incident: await incident() }
    case 'authorised_by':
      return { authorised_by: await words('Authorised by') }
    case 'max_duration':
      return { max_duration: await read<number>('How long may undoing it take', parseDuration, '15m') }
    case 'criteria':
      return { criteria: await criteria() }
    case 'started':
      return { started: await read<number>('When did work begin', parseInstant) }
    case 'finished':
      return { finished: await read<number>('When did it end', parseInstant) }
    case 'window':
      return { window: await window(draft, around()) }
    case 'sections':
      return { sections: { ...draft.sections, ...(await section(draft)) } }
    default:
      throw new Error(`No question about ${part}.`)
  }
}

/** The value of a template's placeholder. */
export const askPlaceholder = (name: string): Promise<string> => words(`{{${name}}}`)

const TYPES = CHANGE_TYPES.toSorted().map((value) => ({
  value,
  description: {
    standard: 'Pre-approved and repeatable, from a template.',
    normal: 'Requested, reviewed, scheduled.',
    emergency: 'Production is down, or about to be.',
  }[value],
}))

const REASONS = [
  { value: 'outage', name: 'outage: an incident is open' } as const,
  { value: 'imminent', name: 'imminent: there will be one' } as const,
  { value: 'security', name: 'security' } as const,
]

const templates = ({ change_templates }: Catalog) =>
  change_templates.map(({ id, title }) => ({ value: id, name: `${id}: ${title}` }))

const owner = ({ services: [first] = [] }: ChangeDraft, catalog: Catalog): string | undefined =>
  catalog.services.find(({ id }) => id === first)?.team

const score = (message: string, name: keyof typeof SCORE_ANCHORS): Promise<number> =>
  select({
    message,
    choices: SCORE_ANCHORS[name].map((anchor, i) => ({ value: i + 1, name: `${i + 1} ${anchor}` })),
  })

/** The first section that says nothing yet. */
async function section({ sections = {} }: ChangeDraft) {
  const name = CHANGE_SECTIONS.find((one) => sections[one] === undefined) ?? CHANGE_SECTIONS[0]
  return { [name]: await words(`${name}: in a sentence or two; more belongs into the file`) }
}

const risk = async () => ({
  blast_radius: await score('Blast radius: how much can it hurt?', 'blast_radius'),
  rollback_difficulty: await score('Rollback difficulty: how hard is it to undo?', 'rollback_difficulty'),
  complexity: await score('Complexity: how many parts move?', 'complexity'),
  timing: await score('Timing: how bad is the moment?', 'timing'),
})

const incident = (): Promise<string> =>
  read('The incident that it answers', (text) =>
    incidentId.safeParse(text).success ? text : { error: 'Expected an id such as INC-2026-0031.' },
  )

async function criteria(): Promise<Criterion[]> {
  const all: Criterion[] = []
  do all.push(await read('What makes us undo it, such as "http_error_ratio > 0.01 for 5m"', parseCriterion))
  while (await confirm({ message: 'Anything else?', default: false }))
  return all
}

/** Empty: not known yet, where that may be. */
async function window(draft: ChangeDraft, around: Surroundings): Promise<ChangeDraft['window']> {
  const mayWait = draft.window === undefined
  const { slots, waits } = await offered(draft, around)
  const free = slots.map(slotWords)
  const such = `${free.length > 0 ? `; free of all that is known: ${free.join(', ')}` : ''}${waits === null ? '' : `. ${waits}`}`
  return read(`Window, start/end or start/length${mayWait ? ' (empty: not known yet)' : ''}${such}`, (text) =>
    text === '' && mayWait ? null : parseWindow(text),
  )
}
