import { telephone } from '#model/records/telephone'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'phone-number',
  severity: 'warning',
  scope: 'record',
  doc: 'The phone of a person is a number that can be called: digits, with the country first.',
  *check({ catalog }) {
    for (const { file, people = {} } of catalog.teams)
      for (const [handle, { phone }] of Object.entries(people))
        if (phone !== undefined && telephone(phone) === null)
          yield {
            at: { file, path: ['people', handle, 'phone'] },
            message: `Unexpected phone ${JSON.stringify(phone)}, expected digits such as "+34 600 000 000".`,
            help: 'Letters and words belong to `name` or `chat`; an extension is `x12` at the end.',
          }
  },
})
