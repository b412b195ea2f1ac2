import { slugOf } from '#import/naming'
import { parseList } from '#model/change/draft-words'
import { handle } from '#model/records/field'
import { ID, said, type Form } from './form.ts'

const wrongHandles = (text: string): string | null => {
  const wrong = parseList(text).find((one) => !handle.safeParse(one).success)
  if (wrong !== undefined)
    return `Unexpected ${JSON.stringify(wrong)}, expected a handle as the forge knows it, without @.`
  return parseList(text).length > 0 ? null : 'Expected at least one.'
}

export const TEAM: Form = {
  kind: 'team',
  summary: 'people who own services, and how to reach them',
  parts: [
    { name: 'name', value: '<text>', doc: "the team's name", ask: "The team's name", needed: true },
    {
      name: 'members',
      value: '<handles>',
      doc: 'as the forge knows them, without @, with commas between',
      ask: 'Its members, handles without @, with commas between',
      needed: true,
      wrong: wrongHandles,
    },
    {
      name: 'leads',
      value: '<handles>',
      doc: 'those of them who may approve as a lead',
      ask: null,
      needed: false,
      wrong: wrongHandles,
    },
    { name: 'page', value: '<address>', doc: 'where to page it', ask: null, needed: false },
    { name: 'chat', value: '<text>', doc: 'where it talks: "#payments"', ask: null, needed: false },
    ID,
  ],
  id: ({ name = '' }) => slugOf(name) || 'team',
  data: (_, { name, members = '', leads, page, chat }) =>
    said({
      name,
      members: [...new Set([...parseList(members), ...parseList(leads ?? '')])],
      leads: leads === undefined ? undefined : parseList(leads),
      contacts: page === undefined && chat === undefined ? undefined : said({ page, chat }),
    }),
  next: () => [
    'Commit it on a branch and open a pull request: teams need a lead.',
    'Say in `escalation` who is called, and after how long.',
  ],
}
