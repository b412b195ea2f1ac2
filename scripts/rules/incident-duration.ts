import { contradictedDurations } from '#model/incident/written-durations'
import { formatDuration } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-duration',
  severity: 'warning',
  scope: 'record',
  doc: 'What the text of an incident says it took (`Duration: 1 h 18 min`, `Time to detect`, …) is what its times say.',
  *check({ catalog }) {
    for (const incident of catalog.incidents)
      for (const { written, span, measured } of contradictedDurations(incident)) {
        const [ours] = measured
        if (!ours) continue
        yield {
          at: { file: incident.file, span },
          message: `Unexpected ${JSON.stringify(written)}, expected ${formatDuration(ours.duration)}, from \`${ours.from}\` to \`${ours.to}\`.`,
          help: 'Correct the text, or the times above it. The page works them out, so the text need not say them.',
          related: [{ at: { file: incident.file, path: [ours.to] }, message: `\`${ours.to}\` is here.` }],
        }
      }
  },
})
