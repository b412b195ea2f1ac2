import { addedBy, alertWords, incidentOf, namesOf, noticedBy, unnamedIn } from '#model/incident/alert-incident'
import type { AlertGroup } from '#model/incident/alertmanager'
import { aboveTime } from '#model/incident/draft-record'
import { idAt } from '#model/records/content-layout'
import { isOpen, type Incident } from '#model/records/incident'
import { ALERT_SOURCE } from '#model/records/source'
import { formatInstant } from '#model/time'
import { printable } from '#report/text'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { alertMessage } from './alert-message.ts'
import type { Desk } from './desk.ts'
import { completed, opened, pushing } from './open.ts'
import type { IncidentOptions } from './options.ts'
import { tell } from './post.ts'
import { recordEdits } from './record-edit.ts'
import { resolution } from './resolve.ts'
import { settle, type Step } from './settle.ts'
import { alertsTakenOut, takenOutWords } from './taken-out.ts'
import { named } from './target.ts'
import { orStopped } from './turn.ts'
import type { Questions } from './word.ts'

/**
 * What comes of a message of Alertmanager's: a group that is new opens an incident; one that is known adds what is new to
 * its timeline. That it is over is a proposal: only `resolve` ends anything, and customers read nothing that an alert says.
 */
export async function takeAlert(
  verb: 'open' | 'update' | 'resolve',
  id: string | undefined,
  options: IncidentOptions & { alert: string },
  terminal: Terminal,
): Promise<void> {
  const group = await alertMessage(options.alert, terminal)
  if ('error' in group) return fail(`${printable(group.error)}\n`, terminal)
  await orStopped(terminal, async (questions) =>
    tell(
      await settle(
        options,
        terminal,
        (desk) => alertsTaken(verb, group, { id, options, questions }, desk),
        // An incident knows its group by its key.
        () => ({
          incident: (record, text) => text.includes(group.key) || (id !== undefined && idAt(record) === id),
          runbooks: true,
        }),
      ),
      terminal,
    ),
  )
}

interface About {
  /** The incident that was named, if any. */
  id?: string | undefined
  options: IncidentOptions
  questions: Questions | null
}

/** What a message of Alertmanager's writes. */
export async function alertsTaken(
  verb: 'open' | 'update' | 'resolve',
  group: AlertGroup,
  { id, options, questions }: About,
  desk: Desk,
): Promise<Step> {
  const known = incidentOf(group, desk.content.catalog.incidents, desk.now)
  const meant = id ?? known?.id
  if (known && id !== undefined && id !== known.id)
    throw new UsageError(`These alerts are those of ${known.id}, not of ${id}.`)
  if (meant !== undefined) {
    const target = named(meant, desk)
    if ('error' in target) return { refused: target.error }
    const { incident } = target
    if (!incident) return { refused: `The record of ${meant} can't be read; \`npx evenkeel validate\` says why.\n` }
    if (verb === 'resolve' && !group.firing) return resolution(target, { ...options }, desk, questions)
    if (verb === 'resolve')
      return {
        refused: `${printable(alertWords(namesOf(group), group.alerts.length))} still fires; nothing is written. Without --alert it is resolved all the same.\n`,
      }
    return alertStep(group, incident, desk, pushing(options.push))
  }
  if (!group.firing) return { already: 'These alerts are over, and no incident is of them' }
  const gone = await alertsTakenOut(group.id, desk)
  // Not refused: whoever sends it would send it again at once.
  if (gone)
    return { already: `The incident of these alerts was ${takenOutWords(gone)}: none is opened until they fire anew` }
  if (verb !== 'open') return { refused: 'No incident is of these alerts; `incident open --alert` opens one.\n' }
  const noticed = noticedBy(group, desk.content.catalog, desk.now)
  return opened(desk, await completed(desk, options, null, noticed), { pushes: options.push === true })
}

/** What a further message of a group makes of its incident. */
function alertStep(group: AlertGroup, incident: Incident, desk: Desk, push: string): Step {
  const { id, source, alerts, updates } = incident
  const fires = printable(alertWords(namesOf(group), group.alerts.length + group.more))
  if (!isOpen(incident, desk.now)) return { already: overWords(incident, group.firing ? fires : null, push) }
  if (source && source.id?.split('-')[0] !== group.key)
    return { refused: `${id} is of something else, as its \`source\` says; nothing is written.\n` }
  const { names, events } = addedBy(group, incident, desk.now)
  const fields = [
    ...(names.length > 0 ? [{ key: 'alerts', value: [...alerts, ...names], after: ABOVE_ALERTS }] : []),
    ...(source ? [] : [{ key: 'source', value: { kind: ALERT_SOURCE, id: group.id } }]),
  ]
  const edits = recordEdits(desk, incident, { fields, events })
  if ('error' in edits) return { refused: edits.error }
  const proposal = `the alerts are over. Is it? npx evenkeel incident resolve ${id}${push}${updates ? ' --text …' : ''}`
  if (edits.length === 0) {
    const unnamed = group.firing ? unnamedIn(group, alerts).length : 0
    const knows = unnamed > 0 ? `${id} only counts ${unnamed} of the names of ${fires}` : `${id} knows of ${fires}`
    return { already: `${knows}${group.firing ? '' : `; ${proposal}`}` }
  }
  const lines = [...events.map(({ words }) => words), ...(group.firing ? [] : [proposal])]
  return { writing: { id, edits, message: `${id}: alerts`, lines } }
}

/** The keys that stand above `alerts` where records are laid out as in the contract. */
const ABOVE_ALERTS = [...aboveTime('resolved'), 'resolved', 'roles']

function overWords({ id, resolved }: Incident, fires: string | null, push: string): string {
  const over = `${id} is over${resolved === undefined ? '' : `, since ${formatInstant(resolved)}`}`
  const again = `Open it again? npx evenkeel incident update ${id}${push} --state investigating --text …`
  return fires === null ? over : `${over}, and ${fires} still fires. ${again}`
}

function fail(message: string, terminal: Terminal) {
  terminal.err(message)
  terminal.exitCode = 1
}
