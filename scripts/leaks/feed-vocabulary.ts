import { visible } from './visible.ts'
import { atomFeed } from '#export/feed/atom'
import { maintenanceCalendar } from '#export/calendar'
import type { Feed } from '#export/feed/feed'
import { jsonFeed } from '#export/feed/json-feed'
import { rssFeed } from '#export/feed/rss'
import type { PublicMaintenance } from '#model/publish/public'
import { UNNAMED_SITE } from '#model/records/site'
import { statusPage } from '#model/status/page'

const FEED: Feed = {
  id: '-',
  title: '-',
  description: '-',
  language: 'en',
  author: '-',
  home: '-',
  updated: 0,
  entries: [{ id: '-', title: '-', link: '-', published: 0, updated: 0, html: '-' }],
}

const MAINTENANCE: PublicMaintenance = {
  public_id: '-',
  updates: [
    {
      state: 'scheduled',
      auto: true,
      time: 0,
      title: '-',
      settings: [{ component: '-', status: 'under_maintenance', since: 0 }],
      impact: undefined,
      next_update: undefined,
      pinned: false,
      notify: false,
      lang: undefined,
      markdown: '-',
    },
  ],
  corrected: null,
  cancelled: false,
  aborted: false,
  window: { start: 0, end: 1000 },
  outcome: null,
}

const COMPONENT = {
  id: '-',
  name: '-',
  group: undefined,
  description: undefined,
  position: undefined,
  since: undefined,
  until: undefined,
}

const WORDS = {
  phase: { scheduled: '-', in_progress: '-', verifying: '-', completed: '-', cancelled: '-' },
  untitled: { maintenance: '-' },
  maintenance: '-',
  affected: '-',
}

/** What the feeds and the calendar of a site say that has no words of its own: the vocabulary of their formats. */
export function feedVocabulary(): string {
  const calendarOf = (maintenances: PublicMaintenance[]) =>
    maintenanceCalendar(
      statusPage({
        site: { ...UNNAMED_SITE, sample: false },
        now: 0,
        components: [COMPONENT],
        incidents: [],
        maintenances,
        slos: [],
      }),
      { tag: 'en', words: WORDS, text: (markdown) => markdown },
    )
  return [
    visible(atomFeed(FEED, '-'), '.atom'),
    visible(rssFeed(FEED, '-'), '.rss'),
    visible(jsonFeed(FEED, '-'), '.json'),
    visible(calendarOf([]), '.ics'),
    visible(calendarOf([MAINTENANCE, { ...MAINTENANCE, cancelled: true }]), '.ics'),
  ].join('\n')
}
