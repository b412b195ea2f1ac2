import { slugOf } from '#import/naming'
import { parseList } from '#model/change/draft-words'
import { ID, said, type Form } from './form.ts'

export const SERVICE: Form = {
  kind: 'service',
  summary: 'an entry of the service catalogue',
  parts: [
    { name: 'name', value: '<text>', doc: 'its name among ourselves', ask: 'Its name among ourselves', needed: true },
    {
      name: 'team',
      value: '<id>',
      doc: 'the team that owns it',
      ask: 'The team that owns it',
      needed: true,
      choices: ({ teams }) => teams.map(({ id }) => id),
    },
    {
      name: 'tier',
      value: '<1-4>',
      doc: '1 critical, 2 important, 3 supporting, 4 internal tooling',
      ask: 'Tier (1 critical, 2 important, 3 supporting, 4 internal tooling)',
      needed: true,
      choices: () => ['1', '2', '3', '4'],
    },
    { name: 'description', value: '<text>', doc: 'what it does', ask: 'What it does, in a sentence', needed: true },
    {
      name: 'depends-on',
      value: '<ids>',
      doc: 'services that it needs, with commas between',
      ask: null,
      needed: false,
    },
    {
      name: 'public-name',
      value: '<text>',
      doc: 'its name for customers: it becomes a component of the status page',
      ask: null,
      needed: false,
    },
    { name: 'public-group', value: '<text>', doc: 'the group that it stands under there', ask: null, needed: false },
    ID,
  ],
  id: ({ name = '' }) => slugOf(name) || 'service',
  data: (_, answers) => {
    const { name, team, tier, description } = answers
    const { 'depends-on': needs, 'public-name': called, 'public-group': group } = answers
    return said({
      name,
      description,
      team,
      tier: Number(tier),
      depends_on: needs === undefined ? undefined : parseList(needs),
      public: called === undefined ? undefined : said({ name: called, group }),
    })
  },
  next: (id) => [
    'Commit it on a branch and open a pull request.',
    `Promise something of it: npx evenkeel new slo --service ${id}`,
  ],
}
