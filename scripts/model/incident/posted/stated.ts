import { SEVERITIES } from '../../records/incident.ts'
import { INCIDENT_STATES } from '../../records/update.ts'
import { componentsSaid, wordOf } from './form-words.ts'

/** What somebody has chosen and written in a form, as words of records; `as before` says nothing. */
export function stateAndComponents(said: {
  state?: string | undefined
  severity?: string | undefined
  components?: string | undefined
}) {
  const state = said.state === undefined ? undefined : wordOf(said.state, INCIDENT_STATES)
  if (said.state !== undefined && state === undefined && wordOf(said.state, ['as_before']) === undefined)
    return {
      error: `Unexpected state ${JSON.stringify(said.state.slice(0, 50))}, expected one of ${INCIDENT_STATES.join(', ')}.`,
    }
  const severity = said.severity === undefined ? undefined : wordOf(said.severity.slice(0, 5), SEVERITIES)
  if (said.severity !== undefined && severity === undefined && wordOf(said.severity, ['as_before']) === undefined)
    return {
      error: `Unexpected severity ${JSON.stringify(said.severity.slice(0, 50))}, expected one of ${SEVERITIES.join(', ')}.`,
    }
  const named = componentsSaid(said.components ?? '')
  return 'error' in named ? named : { state, severity, components: named.components }
}
