import { publicAddress } from '../publish/announced.ts'
import type {
  PublicCatalog,
  PublicIncident,
  PublicIncidentUpdate,
  PublicMaintenance,
  PublicMaintenanceUpdate,
} from '../publish/public.ts'
import { distinctNames } from '../status/names.ts'
import type { ComponentSetting } from '../records/update.ts'
import type { Instant } from '../time.ts'

/** A text for customers that comes, changes or goes. */
export interface TextChange extends TextSeen {
  change: 'new' | 'edited' | 'taken_back'
  /** What it is about. */
  event: EventName
  /** Of an edited one, what customers read until then. */
  was: TextSeen | null
  /** When it will show, where that is later than now. */
  shows_at: Instant | null
}

/** What customers see of a text. */
export interface TextSeen {
  /** The state that an update gives the event; null for a postmortem. */
  state: (PublicIncidentUpdate | PublicMaintenanceUpdate)['state'] | null
  /** When it was posted; null for a postmortem. */
  time: Instant | null
  /** The title that it sets, if any. */
  title: string | null
  /** What it sets components to, by the names that customers read. */
  components: (ComponentSetting & { name: string })[]
  next_update: Instant | null
  /** Whether subscribers are told. */
  notify: boolean
  lang: string | null
  markdown: string
}

/** How customers find an incident or a maintenance. */
export interface EventName {
  kind: 'incident' | 'maintenance'
  /** The last one that was set; null where there is none. */
  title: string | null
  address: string
}

type Event = (PublicIncident & { kind: 'incident' }) | (PublicMaintenance & { kind: 'maintenance' })
type Text = PublicIncidentUpdate | PublicMaintenanceUpdate

/** Every incident and every maintenance, by public id. */
export const eventsById = ({ incidents, maintenances }: PublicCatalog): Map<string, Event> =>
  new Map(
    [
      ...incidents.map((one): Event => ({ kind: 'incident', ...one })),
      ...maintenances.map((one): Event => ({ kind: 'maintenance', ...one })),
    ].map((event) => [event.public_id, event]),
  )

export const nameOf = ({ kind, public_id, updates }: Event, { site }: PublicCatalog): EventName => ({
  kind,
  title: [...updates].findLast(({ title }) => title !== undefined)?.title ?? null,
  address: publicAddress(site, public_id),
})

/** The texts that differ between two catalogues which hold all of them, whatever the time; in order of time. */
export function textChanges(before: PublicCatalog, after: PublicCatalog, now: Instant): TextChange[] {
  const [was, will] = [eventsById(before), eventsById(after)]
  const names = new Map([...distinctNames(before.components), ...distinctNames(after.components)])
  const changes = [...new Set([...was.keys(), ...will.keys()])].flatMap((id) => {
    const [old, next] = [was.get(id), will.get(id)]
    const event = next ? nameOf(next, after) : old && nameOf(old, before)
    // The page of one that repeats another leads there, and shows no text.
    if (!event || (next?.kind === 'incident' && next.duplicate_of !== null)) return []
    return [
      ...updateChanges(old?.updates ?? [], next?.updates ?? []).map(({ change, text, was: replaced }): TextChange => ({
        change,
        event,
        ...seen(text, names),
        was: replaced && seen(replaced, names),
        shows_at: text.time > now ? text.time : null,
      })),
      ...postmortemChange(event, postmortemOf(old), postmortemOf(next)),
    ]
  })
  return changes.toSorted((a, b) => (a.time ?? Infinity) - (b.time ?? Infinity) || 0)
}

interface Changed {
  change: TextChange['change']
  text: Text
  was: Text | null
}

/** What stays the same falls out; of the rest, those of one time are one text, then those of one wording. */
function updateChanges(before: readonly Text[], after: readonly Text[]): Changed[] {
  const other = paired(before, after, (update) => JSON.stringify(update))
  const moved = paired(other.before, other.after, ({ time }) => String(time))
  const rest = paired(moved.before, moved.after, ({ state, markdown }) => `${state}\n${markdown}`)
  return [
    ...[...moved.pairs, ...rest.pairs].map(([was, text]): Changed => ({ change: 'edited', text, was })),
    ...rest.after.map((text): Changed => ({ change: 'new', text, was: null })),
    ...rest.before.map((text): Changed => ({ change: 'taken_back', text, was: null })),
  ]
}

/** Pairs texts by a key, one with one, the earlier first. */
function paired(before: readonly Text[], after: readonly Text[], key: (text: Text) => string) {
  const waiting = Map.groupBy(before, key)
  const pairs: [Text, Text][] = []
  const left: Text[] = []
  for (const text of after) {
    const was = waiting.get(key(text))?.shift()
    if (was) pairs.push([was, text])
    else left.push(text)
  }
  return { pairs, before: [...waiting.values()].flat(), after: left }
}

const seen = (update: Text, names: ReadonlyMap<string, string>): TextSeen => ({
  state: update.state,
  time: update.time,
  title: update.title ?? null,
  components: update.settings.map((setting) => ({ ...setting, name: names.get(setting.component) ?? '' })),
  next_update: update.next_update ?? null,
  notify: update.notify,
  lang: update.lang ?? null,
  markdown: update.markdown,
})

const postmortemOf = (event: Event | undefined): string | null => (event?.kind === 'incident' ? event.postmortem : null)

function postmortemChange(event: EventName, before: string | null, after: string | null): TextChange[] {
  if (before === after) return []
  const change = after === null ? 'taken_back' : before === null ? 'new' : 'edited'
  const was = before !== null && after !== null ? postmortem(before) : null
  return [{ change, event, ...postmortem(after ?? before ?? ''), was, shows_at: null }]
}

const postmortem = (markdown: string): TextSeen => ({
  state: null,
  time: null,
  title: null,
  components: [],
  next_update: null,
  notify: false,
  lang: null,
  markdown,
})
