import { SEVERITIES } from '#model/records/incident'
import type { Part } from './form.ts'

/** What a new runbook says besides its text. */
export const RUNBOOK: { kind: 'runbook'; summary: string; parts: readonly Part[] } = {
  kind: 'runbook',
  summary: 'what to do when an alert fires: with sections to fill in, or of a text that there is',
  parts: [
    {
      name: 'title',
      value: '<text>',
      doc: 'what is wrong, as the person paged would say it (default with --from: its own)',
      ask: 'What is wrong, as the person paged would say it',
      needed: true,
    },
    {
      name: 'team',
      value: '<id>',
      doc: 'the team that owns it',
      ask: 'The team that owns it',
      needed: true,
      choices: ({ teams }) => teams.map(({ id }) => id),
    },
    {
      name: 'services',
      value: '<ids>',
      doc: 'what it is about, with commas between',
      ask: 'Services that it is about, with commas between',
      needed: true,
      suggested: ({ team }, { services }) => services.find((one) => one.team === team)?.id,
    },
    {
      name: 'alerts',
      value: '<names>',
      doc: 'alerts that lead to it, with commas between (default with --from: its own, or the name of the file)',
      ask: null,
      needed: false,
    },
    {
      name: 'severity',
      value: '<severity>',
      doc: `what it usually turns into: ${SEVERITIES.join(', ')}`,
      ask: null,
      needed: false,
    },
    { name: 'owner', value: '<handle>', doc: 'who keeps it true', ask: null, needed: false },
    {
      name: 'from',
      value: '<path>',
      doc: 'take over a runbook of any making, or a folder of them: each text stays as it is',
      ask: null,
      needed: false,
    },
    {
      name: 'id',
      value: '<id>',
      doc: 'its path below runbooks/, without .md (default: the team, then the title or the name of the file)',
      ask: null,
      needed: false,
      wrong: (text) =>
        /^[^/\\%\s.][^/\\%\n]{0,99}(?:\/[^/\\%\s.][^/\\%\n]{0,99}){0,5}$/.test(text)
          ? null
          : 'Expected a path such as payments/checkout-errors.',
    },
  ],
}
