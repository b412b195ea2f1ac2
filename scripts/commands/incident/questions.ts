import confirm from '@inquirer/confirm'
import select from '@inquirer/select'
import type { Catalog } from '#model/catalog'
import type { ComponentStates, IncidentState } from '#model/incident/draft'
import { SEVERITIES, type Incident } from '#model/records/incident'
import { COMPONENT_STATUSES, INCIDENT_STATES, type ComponentStatus } from '#model/records/update'
import { services, words } from '../ask.ts'

export { isGivenUp } from '../ask.ts'

export const askTitle = (suggested?: string): Promise<string> => words('What is wrong, in one line', suggested)

export const askPublicTitle = (): Promise<string> => words('What customers read as its title')

const ANCHORS: Record<Incident['severity'], string> = {
  'SEV-1': 'all is down, or data is lost',
  'SEV-2': 'a major feature, or many users',
  'SEV-3': 'some of them',
  'SEV-4': 'nobody outside notices',
}

export const askSeverity = (): Promise<Incident['severity']> =>
  select({ message: 'Severity', choices: SEVERITIES.map((value) => ({ value, name: `${value} ${ANCHORS[value]}` })) })

export const askServices = (catalog: Catalog): Promise<string[]> =>
  services(catalog.services, 'Services that are affected', false)

export const askWhetherPublic = (): Promise<boolean> =>
  confirm({ message: 'Do customers notice it? They are told, then', default: true })

/** The state of each component that customers notice it of. */
export async function askComponents(catalog: Catalog, affected: readonly string[]): Promise<ComponentStates> {
  const shown = catalog.services.flatMap(({ id, public: block }) => (block ? [{ id, name: block.name }] : []))
  const likely = shown.filter(({ id }) => affected.includes(id))
  const chosen = await services(likely.length > 0 ? likely : shown, 'Components that customers notice it of', false)
  const states: Record<string, ComponentStatus> = {}
  for (const id of chosen)
    states[id] = await select({
      message: `${id} is in`,
      choices: TROUBLES.map((value) => ({ value, name: value.replace('_', ' ') })),
    })
  return states
}
const TROUBLES = COMPONENT_STATUSES.filter(
  (status) => status.endsWith('outage') || status === 'degraded_performance',
).toReversed()

export const askState = (before: IncidentState): Promise<IncidentState> =>
  select({ message: 'It is', choices: INCIDENT_STATES.map((value) => ({ value })), default: before })

export const askText = (suggested?: string): Promise<string> =>
  words('What customers read: what they notice, and what is being done', suggested)

export const askEvent = (): Promise<string> => words('What happened, for the timeline')

export const askPlaceholder = (name: string): Promise<string> => words(`{{${name}}}`)

export const whichIncident = (open: readonly { id: string; words: string }[]): Promise<string> =>
  select({ message: 'Which of the open incidents', choices: open.map(({ id, words: name }) => ({ value: id, name })) })
