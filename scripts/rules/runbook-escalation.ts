import type { Finding, Place } from '#model/diagnostic'
import { formatDuration } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'runbook-escalation',
  severity: 'error',
  scope: 'record',
  doc: 'The steps of an escalation follow each other in time. Somebody in it, or in a decision tree, who is in no team is a warning: people leave.',
  *check({ catalog, links, procedureOf }) {
    // Of people nothing is known while a team can't be read.
    const isKnown =
      (catalog.broken.team ?? []).length > 0 || catalog.teams.length === 0 ? () => true : somebodyIn(links.handles)
    const isThere = (who: string) => links.teams.has(who) || isKnown(who)
    for (const { file, escalation, body } of catalog.runbooks) {
      for (const [i, { after, who }] of escalation.entries()) {
        const before = escalation[i - 1]
        if (before && before.after > after)
          yield {
            at: { file, path: ['escalation', i, 'after'] },
            message: `Unexpected step after ${formatDuration(after)} behind one after ${formatDuration(before.after)}, expected them in the order of time.`,
            help: '`after` counts from the page, not from the step above.',
            related: [{ at: { file, path: ['escalation', i - 1, 'after'] }, message: 'The step before.' }],
          }
        if (!isThere(who)) yield unknownPerson({ file, path: ['escalation', i, 'who'] }, who)
      }
      for (const { exits } of procedureOf(body).decisions)
        for (const { kind, id, span } of exits)
          if (kind === 'escalate' && !isThere(id)) yield unknownPerson({ file, span }, id)
    }
  },
})

const unknownPerson = (at: Place, who: string): Finding => ({
  at,
  message: `Unexpected \`${who}\` in the escalation, who is in no team, expected a team or a member of one.`,
  help: 'Say whom to call instead.',
  severity: 'warning',
})

/** As the forge does, which knows no case in handles. */
const somebodyIn = (handles: ReadonlySet<string>) => {
  const people = new Set([...handles].map((handle) => handle.toLowerCase()))
  return (name: string) => people.has(name.toLowerCase())
}
