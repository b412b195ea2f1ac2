import { folded, type Ops } from '../index.ts'
import { personIn } from '../person.ts'
import { pageOf } from '../reference.ts'
import { contactWords, type SearchRecord } from './record.ts'

/** The people of teams, by handle and name: each leads to the first of their teams, and to a call where a number is known. */
export const peopleRecords = ({ links, teamsOfHandle }: Ops): SearchRecord[] => {
  const handles = [...links.teams.values()].flatMap(({ leads, members }) => [...leads, ...members])
  return [...new Map(handles.map((handle) => [folded(handle), handle]))].flatMap(([key, handle]) => {
    const teams = teamsOfHandle.get(key) ?? []
    const [first] = teams
    if (!first) return []
    const { name = null, contacts = [] } = personIn(teams, handle) ?? {}
    const [phone, other] = contacts.filter(({ name: way, url }) => way === 'phone' && url !== null)
    // It leads to the first of the teams; a number that another team has stands there.
    const own = other === undefined ? phone : personIn([first], handle)?.contacts.find(({ url }) => url === phone?.url)
    return [
      {
        kind: 'person' as const,
        id: handle,
        title: name ?? handle,
        page: pageOf('team', first.id),
        state: null,
        owner: teams.map((team) => team.name).join(', '),
        ...(own?.url ? { call: { text: other ? `${own.text}, ${first.name}` : own.text, url: own.url } } : {}),
        names: [],
        around: teams.flatMap((team) => [team.id, team.name]),
        texts: contactWords(contacts),
      },
    ]
  })
}
