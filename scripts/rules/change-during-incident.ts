import { groupByEach } from '#model/grouping'
import { isOpen } from '#model/records/incident'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'change-during-incident',
  severity: 'warning',
  scope: 'gate',
  doc: 'No incident is open on the services of a change, but for the one that an emergency change answers. An error right before the change begins. A warning for an incident whose record can’t be read.',
  *check(context) {
    if (unfinished(context).length > 0)
      for (const { id, file } of context.unknown_incidents)
        yield {
          change: null,
          at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
          message: `Unexpected record of ${id}, of which can't be read on what it is or whether it goes on, expected to know whether it is on the same services.`,
          help: 'Mend that record, or ask who leads the incident.',
        }
    // Few incidents are open at a time, however many there have been.
    const open = groupByEach(
      context.head.incidents.filter((incident) => isOpen(incident, context.now)),
      ({ services }) => services,
    )
    for (const { change } of unfinished(context)) {
      const incidents = new Set(change.services.flatMap((service) => open.get(service) ?? []))
      for (const { id, file, severity, services, resolved } of incidents) {
        if (change.type === 'emergency' && change.emergency?.incident === id) continue
        const hit = change.services.filter((service) => services.includes(service))
        yield {
          change: change.id,
          at: { file: change.file, path: ['services', change.services.indexOf(hit[0] ?? '')] },
          ...(context.mode === 'start' ? { severity: 'error' as const } : {}),
          message: `Unexpected open incident ${id} (${severity}) on ${[...new Set(hit)].map((service) => `\`${service}\``).join(', ')}, expected it to be resolved first.`,
          help:
            change.type === 'emergency'
              ? 'Wait until it is resolved; where the change answers it, name it in `emergency.incident`.'
              : 'Wait until it is resolved. A change that repairs it is an emergency change that names it.',
          related: [
            {
              at: { file, path: ['id'] },
              message: `The incident is here, ${resolved === undefined ? 'without `resolved`' : 'with a `resolved` that is still to come'}.`,
            },
          ],
        }
      }
    }
  },
})
