import { folded, type Ops } from '../index.ts'
import { personIn } from '../reach.ts'
import { pageOf } from '../reference.ts'
import { said, type SearchRecord } from './record.ts'

/** The people of teams, by handle and name: each leads to the first of their teams, and to a call where a number is known. */
export const peopleRecords = ({ links, teamsOfHandle }: Ops): SearchRecord[] => {
  const handles = [...links.teams.values()].flatMap(({ leads, members }) => [...leads, ...members])
  return [...new Map(handles.map((handle) => [folded(handle), handle]))].flatMap(([key, handle]) => {
    const teams = teamsOfHandle.get(key) ?? []
    const [first] = teams
    if (!first) return []
    const { name = null, contacts = [] } = personIn(teams, handle) ?? {}
    const phone = contacts.find(({ name: way, url }) => way === 'phone' && url !== null)
    return [
      {
        kind: 'person' as const,
        id: handle,
        title: name ?? handle,
        page: pageOf('team', first.id),
        state: null,
        owner: teams.map((team) => team.name).join(', '),
        ...(phone?.url ? { call: { text: phone.text, url: phone.url } } : {}),
        names: [],
        around: teams.flatMap((team) => [team.id, team.name]),
        texts: said(...contacts.map(({ text }) => text)),
      },
    ]
  })
}
