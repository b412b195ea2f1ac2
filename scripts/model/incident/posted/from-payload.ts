import { parseInstant } from '../../time.ts'
import { parseAlertGroup } from '../alertmanager.ts'
import type { Actor, IncidentPosting } from './posting.ts'
import type { Read } from './reading.ts'
import { stateAndComponents } from './stated.ts'

export type Json = Readonly<Record<string, unknown>>

/** What a message is known by; `byWords`: by all that it says, for want of a key. */
export interface Named {
  key: string
  byWords: boolean
  again: boolean
}

export const unknownShape = (): Read => ({
  kind: 'error',
  error:
    'Unexpected JSON, expected a body of Statuspage\'s API ({"incident": {…}} or {"component": {…}}), a message of Alertmanager\'s webhook, or an event of GitHub\'s: issues, issue_comment, workflow_dispatch or repository_dispatch.',
})

/** A message of Alertmanager's webhook. */
export function ofAlerts(text: string, by: Actor): Read {
  const group = parseAlertGroup(text)
  return 'error' in group ? { kind: 'error', error: group.error } : { kind: 'alerts', group, by }
}

/** `{"incident": {…}}` as Statuspage has it, or `{"alertmanager": {…}}`, with what makes it safe to repeat. */
export function ofPayload(payload: Json, by: Actor, otherwise: Named): Read {
  if ('alertmanager' in payload) return ofAlerts(JSON.stringify(payload['alertmanager']), by)
  if ('component' in payload && !('incident' in payload)) return ofComponentBody(payload, by, otherwise)
  if (!('incident' in payload)) return unknownShape()
  const { idempotency_key: key, incident_id: update, at } = payload
  const error = notTexts({ idempotency_key: key, incident_id: update, at })
  if (error !== null) return { kind: 'error', error }
  const instant = typeof at === 'string' ? parseInstant(at) : undefined
  if (typeof instant === 'object') return { kind: 'error', error: `\`at\`: ${instant.error}` }
  return {
    kind: 'body',
    data: { incident: payload['incident'] },
    ...otherwise,
    ...(typeof key === 'string' ? { key, byWords: false } : {}),
    by,
    ...(instant === undefined ? {} : { at: instant }),
    ...(typeof update === 'string' ? { update } : {}),
  }
}

/** `{"component": {…}}`, with what the relay has from its address and its flags. */
function ofComponentBody(payload: Json, by: Actor, { key: otherwise, byWords }: Named): Read {
  const { idempotency_key: key, component_id: id, team, tier } = payload
  const error = notTexts({ idempotency_key: key, component_id: id, team })
  if (error !== null) return { kind: 'error', error }
  const level = ([1, 2, 3, 4] as const).find((one) => one === Number(tier))
  if (tier !== undefined && level === undefined)
    return { kind: 'error', error: 'Unexpected `tier`, expected 1 critical to 4 internal tooling.' }
  return {
    kind: 'component',
    data: { component: payload['component'] },
    ...(typeof key === 'string' ? { key, byWords: false } : { key: otherwise, byWords }),
    by,
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof team === 'string' ? { team } : {}),
    ...(level === undefined ? {} : { tier: level }),
  }
}

function notTexts(values: Json): string | null {
  const wrong = Object.entries(values).find(
    ([, value]) => value !== undefined && (typeof value !== 'string' || value.trim() === ''),
  )
  return wrong ? `Unexpected \`${wrong[0]}\`, expected a text.` : null
}

/** The inputs of a workflow's form. */
export function ofInputs(inputs: Json, by: Actor, { run, again }: { run: string; again: boolean | undefined }): Read {
  const said = (name: string): string | undefined => {
    const text = String(inputs[name] ?? '').trim()
    return text === '' ? undefined : text
  }
  const stated = stateAndComponents({
    state: said('state'),
    severity: said('severity'),
    components: said('components'),
  })
  if ('error' in stated) return { kind: 'error', error: stated.error }
  const what = said('what') ?? 'open'
  if (what !== 'open' && what !== 'update' && what !== 'resolve')
    return {
      kind: 'error',
      error: `Unexpected \`what\` ${JSON.stringify(what.slice(0, 50))}, expected open, update or resolve.`,
    }
  const { state, ...rest } = stated
  const posting: IncidentPosting = {
    kind: 'incident',
    key: `run ${run}`,
    again,
    by,
    title: said('title'),
    text: said('text'),
    ...rest,
    state: what === 'resolve' ? 'resolved' : state,
    ...(what === 'open' ? {} : { update: said('incident') ?? '' }),
  }
  return { kind: 'posting', posting }
}
