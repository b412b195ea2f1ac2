import { closest, distance } from 'fastest-levenshtein'
import { everyone } from '#model/records/team'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'implementer-known',
  severity: 'error',
  scope: 'gate',
  doc: 'From high risk up one person of a team carries a change out, so that it is known whose approval is not counted.',
  *check(context) {
    const { teams } = context.settings
    const handles = new Set([...everyone(teams)].map((handle) => handle.toLowerCase()))
    for (const { change, risk } of unfinished(context)) {
      const { id, file, implementer } = change
      if (risk?.level !== 'high' && risk?.level !== 'critical') continue
      // Where there is none the schema says so.
      if (implementer === undefined || handles.has(implementer.toLowerCase())) continue
      const team = teams.find((one) => one.id.toLowerCase() === implementer.toLowerCase())
      yield {
        change: id,
        at: { file, path: ['implementer'] },
        message: `Unexpected implementer ${JSON.stringify(implementer)}${team ? ', a team' : ', who is in no team'}, expected one person of a team, as the risk is ${risk.level}.`,
        help: team
          ? `Name the one who carries it out${team.members.length > 0 ? `: ${some(team.members)}` : ''}.`
          : `${meant(implementer, handles)}Name the one who carries it out by the handle that \`teams/\` has, or add them to their team in a pull request of its own.`,
      }
    }
  },
})

const some = (members: readonly string[]): string =>
  members.length > 5
    ? `${members.slice(0, 5).join(', ')}, …`
    : new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(members)

/** More people than this aren't searched for the nearest name. */
const MANY = 1000

function meant(written: string, handles: ReadonlySet<string>): string {
  const name = written.toLowerCase()
  const [first = ''] = name.split(/\s/)
  const near = handles.has(first)
    ? first
    : handles.size > 0 && handles.size <= MANY && name.length <= 40
      ? closest(name, [...handles])
      : ''
  return near !== '' && (near === first || distance(name, near) <= Math.min(2, near.length / 3))
    ? `Did you mean \`${near}\`? `
    : ''
}
