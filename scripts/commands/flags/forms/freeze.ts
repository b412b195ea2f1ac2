import { slugOf } from '#import/naming'
import { parseList, parseWindow } from '#model/change/draft-words'
import { formatInstant } from '#model/time'
import { ID, said, wrongBy, type Form } from './form.ts'

export const FREEZE: Form = {
  kind: 'freeze',
  summary: 'a time without changes',
  parts: [
    { name: 'title', value: '<text>', doc: 'what it is called', ask: 'What it is called', needed: true },
    {
      name: 'level',
      value: '<level>',
      doc: 'hard: only excepted and emergency changes; soft: one more approval',
      ask: 'Level (hard: only excepted and emergency changes; soft: one more approval)',
      needed: true,
      choices: () => ['hard', 'soft'],
    },
    {
      name: 'owner',
      value: '<who>',
      doc: 'whom to ask: a team or a handle',
      ask: 'Whom to ask (a team or a handle)',
      needed: true,
      suggested: (_, { teams }) => teams.flatMap(({ leads }) => leads)[0],
    },
    {
      name: 'window',
      value: '<start/end>',
      doc: 'from when until when, RFC 3339 with offsets; or how long: 2026-12-18T00:00:00Z/14d',
      ask: 'From when until when, start/end or start/length',
      needed: true,
      wrong: wrongBy(parseWindow),
    },
    { name: 'reason', value: '<text>', doc: 'why', ask: 'Why', needed: true },
    {
      name: 'services',
      value: '<ids>',
      doc: 'what it holds for, with commas between (default: all)',
      ask: null,
      needed: false,
    },
    {
      name: 'environments',
      value: '<names>',
      doc: 'where it holds, with commas between (default: everywhere)',
      ask: null,
      needed: false,
    },
    ID,
  ],
  id: ({ title = '', window = '' }) => `${window.slice(0, 4)}-${slugOf(title) || 'freeze'}`,
  data: (_, { title, level, owner, window: span = '', reason, services, environments }) => {
    const window = parseWindow(span)
    return said({
      title,
      level,
      owner,
      reason,
      ...('error' in window ? {} : { start: formatInstant(window.start), end: formatInstant(window.end) }),
      services: services === undefined ? 'all' : parseList(services),
      environments: environments === undefined ? undefined : parseList(environments),
    })
  },
  next: () => [
    'Commit it on a branch and open a pull request: it says which approved changes it stops, and needs a lead.',
    'Let through what must go ahead with `exceptions: [{change: CHG-…, by: …, reason: …}]`.',
  ],
}
