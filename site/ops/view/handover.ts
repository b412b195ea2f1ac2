import type { AuditProblem } from '#model/diagnostic'
import { link } from '#model/links'
import { handover, HANDOVER_SPAN } from '#model/shift/handover'
import type { SettingChange } from '#model/shift/setting-change'
import type { Instant } from '#model/time'
import { handoverSections, handoverText } from '#report/handover'
import type { Ops } from './index.ts'
import { aroundNow, type AroundNow } from './now/around.ts'
import { pageOf, type PageReference } from './reference.ts'

/** What the page of the handover shows. */
export interface HandoverPage {
  since: Instant
  as_of: Instant
  sections: { title: string; none: string; rows: HandoverRow[]; more: number }[]
  /** What it comes to: open incidents first. */
  counts: { name: string; count: number }[]
  /** Whom to page. */
  pagers: AroundNow['pagers']
  /** All of it in one text to copy, as words: nobody knows which marks mean something where it is pasted. */
  text: string
}

/** One thing of it. */
export interface HandoverRow {
  lead: string | null
  record: PageReference
  facts: string[]
}

/** A section of the page holds so many; the text has all. */
const MOST = 50

const counted = (count: number, [one, many]: readonly [string, string]) => ({ name: count === 1 ? one : many, count })

/** What has changed in the last day, and what the next one on call has to know. */
export function handoverPage(
  ops: Ops,
  stale: readonly AuditProblem[],
  settings: readonly SettingChange[] | null,
): HandoverPage {
  const { now, broken } = ops
  const catalog = { ...ops.catalog, incidents: [...ops.catalog.incidents, ...broken.incidents] }
  const since = now - HANDOVER_SPAN
  const view = handover({
    catalog,
    links: link(catalog),
    stale,
    settings,
    since,
    budgets: ops.budgets_at_stake.all,
  })
  const { pagers } = aroundNow(ops)
  const { time_zone, name } = catalog.site
  return {
    since,
    as_of: now,
    counts: [
      counted(view.open.length + view.unread.length, ['incident open', 'incidents open']),
      counted(view.running.length, ['change running', 'changes running']),
      counted(view.next.length, ['thing in the next 24 hours', 'things in the next 24 hours']),
      counted(view.waiting.length, ['waits for somebody', 'wait for somebody']),
    ],
    pagers,
    sections: handoverSections(view, time_zone).map(({ title, none, lines }) => ({
      title,
      none,
      rows: lines.slice(0, MOST).map(({ lead, record, list, name: called, facts }) => ({
        lead,
        record:
          record === null
            ? { id: called, title: null, page: list === undefined ? null : `/${list}/` }
            : { id: record.id, title: called, page: pageOf(record.kind, record.id) },
        facts,
      })),
      more: Math.max(0, lines.length - MOST),
    })),
    text: handoverText(view, { markdown: false, timeZone: time_zone, name }),
  }
}
