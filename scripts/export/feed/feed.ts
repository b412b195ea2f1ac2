import type { Event, StatusPage } from '#model/status/page'
import type { Instant } from '#model/time'
import { feedId } from './feed-id.ts'
import { feedEntry, oneLine, type FeedEntry, type FeedWriting } from './feed-entry.ts'
import { groupByEach } from '#model/grouping'

/** A list of incidents and maintenances, newest first, whatever format it is written in. */
export interface Feed {
  /** A `tag:` address that stays. */
  id: string
  title: string
  description: string
  /** A language tag. */
  language: string
  /** Who speaks. */
  author: string
  /** The page that it tells of. */
  home: string
  /**
   * The newest update of its entries, or of all of them where a component has none: the clock's only where nothing was
   * ever said, so that a build without news writes the same bytes.
   */
  updated: Instant
  entries: FeedEntry[]
}

/** Entries of a feed. */
const MOST = 25
/** Statuspage's readers know the list by this name. */
const NAME = 'Incident History'

export interface Feeds {
  site: Feed
  /** One a public component, by its id: what names it. */
  components: ReadonlyMap<string, Feed>
}

/** What a feed is made from. */
interface About {
  id: string
  /** What it is of, in words. */
  of: string
  home: string
  /** Its events, the newest first. */
  among: readonly Event[]
  /** When it was updated where nothing happened. */
  otherwise: Instant
}

/**
 * The feeds of a page, made in one pass over its incidents and maintenances. `address` gives the whole address of a
 * page of the site, `/components/<id>/`.
 */
export function feedsOf(status: StatusPage, writing: FeedWriting, address: (page: string) => string): Feeds {
  const { site, components, retired, names } = status
  const events = [...status.incidents, ...status.maintenances].toSorted(byFirstUpdate)
  const written = new Map<Event, FeedEntry | null>()
  const entryOf = (event: Event) => {
    const entry = written.get(event) ?? feedEntry(event, site.url, writing)
    written.set(event, entry)
    return entry
  }
  const feed = ({ id, of, home, among, otherwise }: About): Feed => {
    const entries = among.slice(0, MOST).flatMap((event) => entryOf(event) ?? [])
    return {
      id,
      title: oneLine(`${of} - ${NAME}`),
      description: writing.fill(writing.words.description, { name: site.name }),
      language: writing.tag,
      author: oneLine(site.name) || new URL(site.url).hostname,
      home,
      updated: entries.length === 0 ? otherwise : Math.max(...entries.map(({ updated }) => updated)),
      entries,
    }
  }
  const named = newestOfEach(events)
  const whole = feed({
    id: feedId(site.url),
    of: `${site.name} Status`,
    home: `${site.url}/`,
    among: events,
    otherwise: status.now,
  })
  return {
    site: whole,
    components: new Map(
      [...components, ...retired].map(({ id, name }) => {
        const own = feedId(site.url, `/components/${encodeURIComponent(id)}`)
        const home = address(`/components/${id}/`)
        return [
          id,
          feed({
            id: own,
            of: `${site.name} Status - ${names.get(id) ?? name}`,
            home,
            among: named.get(id) ?? [],
            otherwise: whole.updated,
          }),
        ]
      }),
    ),
  }
}

function newestOfEach(events: readonly Event[]): Map<string, Event[]> {
  const named = groupByEach(events, ({ components }) => components)
  return new Map([...named].map(([component, list]) => [component, list.slice(0, MOST)]))
}

const begun = ({ updates }: Event): Instant => updates[0]?.time ?? -Infinity
/** Newest first; where two were posted at once, by their public ids. */
const byFirstUpdate = (a: Event, b: Event) => begun(b) - begun(a) || (a.public_id < b.public_id ? -1 : 1)
