import { isPhone } from '#model/records/phone-way'
import { telephone, withCountry } from '#model/records/telephone'
import type { Team } from '#model/records/team'
import type { Finding } from '#model/diagnostic'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'phone-number',
  severity: 'warning',
  scope: 'record',
  doc: 'The phone of a person is a number that can be called from anywhere: digits, with the country first; and the same in every team that they are in.',
  *check({ catalog }) {
    for (const team of catalog.teams) {
      const { file, contacts, people = {} } = team
      for (const [name, text] of Object.entries(contacts))
        if (isPhone(name)) yield* countryMissing(text, { file, path: ['contacts', name] })
      for (const [handle, { phone }] of Object.entries(people)) {
        if (phone === undefined) continue
        const at = { file, path: ['people', handle, 'phone'] }
        if (telephone(phone) === null && withCountry(phone) === null)
          yield {
            at,
            message: `Unexpected phone ${JSON.stringify(phone)}, expected digits such as "+34 600 000 000".`,
            help: 'Letters and words belong to `name` or `chat`; an extension is `x12` at the end.',
          }
        yield* countryMissing(phone, at)
      }
    }
    yield* twoNumbers(catalog.teams)
  },
})

function* countryMissing(phone: string, at: Finding['at']): Generator<Finding> {
  const whole = withCountry(phone)
  if (whole !== null)
    yield {
      at,
      message: `Unexpected phone ${JSON.stringify(phone)} without its country, expected a number that can be called from anywhere.`,
      help: `Write \`${JSON.stringify(whole)}\`${whole.includes('…') ? ', with the country for `…`' : ''}.`,
    }
}

/** Who is called by the one team on one number and by the other on another may not be woken by it. */
function* twoNumbers(teams: readonly Team[]): Generator<Finding> {
  const first = new Map<string, { at: Finding['at']; phone: string; team: Team }>()
  for (const team of teams)
    for (const [handle, { phone }] of Object.entries(team.people ?? {})) {
      if (phone === undefined) continue
      const at = { file: team.file, path: ['people', handle, 'phone'] }
      const known = first.get(handle.toLowerCase())
      if (known === undefined) first.set(handle.toLowerCase(), { at, phone, team })
      else if (dialled(known.phone) !== dialled(phone))
        yield {
          at,
          message: `Unexpected phone ${JSON.stringify(phone)} of ${handle}, expected ${JSON.stringify(known.phone)}, as ${known.team.name} has it.`,
          help: 'Write the one that is answered at night in both; each team is shown its own.',
          related: [{ at: known.at, message: `The number that ${known.team.name} has.` }],
        }
    }
}

const dialled = (phone: string): string => telephone(phone) ?? phone
