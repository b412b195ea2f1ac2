import type { PublicIncident } from '../publish/public.ts'
import { viewIncident } from '../status/incident.ts'
import type { Instant } from '../time.ts'
import type { IncidentKind, NewsEvent } from './event.ts'
import { eventId } from './event.ts'
import { knownOfIncident } from './known.ts'
import { updateNews } from './update-news.ts'

/** What is new of an incident, in order; `known`: what subscribers know of it, null where they never heard of it. */
export function incidentNews(
  incident: PublicIncident,
  known: ReadonlyMap<string, string> | null,
  { components, now }: { components: ReadonlySet<string>; now: Instant },
): NewsEvent[] {
  const { public_id: of, updates, duplicate_of } = incident
  const stands = knownOfIncident(incident, components)
  const shared = { about: 'incident' as const, of, components: viewIncident(incident, []).components, status: null }
  // Its page leads to the one that it repeats, and shows no text. Who heard of it hears that it goes on there.
  if (duplicate_of !== null)
    return known === null || known.get('duplicate') === duplicate_of
      ? []
      : [
          {
            ...shared,
            kind: 'resolved',
            id: eventId(of, 'duplicate', duplicate_of),
            place: 'duplicate',
            was: known.get('duplicate') ?? null,
            at: now,
            update: null,
          },
        ]
  const said = updateNews(updates, known, stands, { shared, turnOf: (index) => turnOf(updates, index), now })
  const late = (place: string, kind: IncidentKind): NewsEvent[] => {
    const [was, is] = [known?.get(place) ?? null, stands.get(place) ?? null]
    return is === null || was === is
      ? []
      : [
          {
            ...shared,
            kind,
            id: eventId(of, place, place === 'postmortem' ? '' : `${was}>${is}`),
            place,
            was,
            at: now,
            update: null,
          },
        ]
  }
  return [...said, ...(known === null ? [] : late('impact', 'corrected')), ...late('postmortem', 'postmortem')]
}

/** What an update makes of an incident: by the one before it, so that it is the same for whoever missed that. */
function turnOf(updates: PublicIncident['updates'], index: number): IncidentKind {
  const [before, state] = [updates[index - 1]?.state, updates[index]?.state]
  if (state === 'resolved') return before === 'resolved' ? 'updated' : 'resolved'
  if (before === undefined) return 'opened'
  return before === 'resolved' ? 'reopened' : 'updated'
}
