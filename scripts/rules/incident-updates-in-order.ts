import { formatInstant, SECOND } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'incident-updates-in-order',
  severity: 'warning',
  scope: 'record',
  doc: "A public update's `at` agrees with its file's name, and no component changes after the update that says so.",
  *check({ catalog }) {
    for (const { updates } of [...catalog.incidents, ...catalog.changes])
      for (const { file, at, named, time, components } of updates ?? []) {
        if (at !== undefined && named !== null && Math.floor(at / SECOND) !== Math.floor(named / SECOND))
          yield {
            at: { file, path: ['at'] },
            message: `Unexpected \`at\` of ${formatInstant(at)}, expected ${formatInstant(named)} as its file's name says.`,
            help: 'Rename the file to that time, or leave `at` out.',
          }
        for (const [component, { since }] of Object.entries(components))
          if (since !== undefined && since > time)
            yield {
              at: { file, path: ['components', component, 'since'] },
              message: `Unexpected \`since\` after the update, expected ${formatInstant(time)} or earlier.`,
              help: 'An update tells what was so when it was written.',
            }
      }
  },
})
