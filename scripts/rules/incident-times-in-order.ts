import { INCIDENT_TIMES } from '#model/incident'
import { formatInstant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-times-in-order',
  severity: 'error',
  scope: 'record',
  doc: 'An incident starts, is detected, acknowledged, mitigated and resolved in that order.',
  *check({ catalog }) {
    for (const incident of catalog.incidents) {
      let last: { name: string; time: number } | null = null
      for (const name of INCIDENT_TIMES) {
        const time = incident[name]
        if (time === undefined) continue
        if (last && time < last.time)
          yield {
            at: { file: incident.file, path: [name] },
            message: `Unexpected \`${name}\` before \`${last.name}\`, expected ${formatInstant(last.time)} or later.`,
            help: 'Correct the earlier or the later of the two; mind their offsets.',
            related: [{ at: { file: incident.file, path: [last.name] }, message: `\`${last.name}\` is here.` }],
          }
        else last = { name, time }
      }
    }
  },
})
