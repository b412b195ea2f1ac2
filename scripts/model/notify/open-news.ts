import type { PublicCatalog } from '../publish/public.ts'
import type { NewsEvent } from './event.ts'
import { clockOf } from './known.ts'
import { newsOf } from './news.ts'

/**
 * What somebody who knows nothing of a page has to hear: how each open incident and each running maintenance stands, by
 * its newest word, and which components are in trouble. What is over, and what is only planned, isn't sent.
 */
export function openNews(page: PublicCatalog, around: Parameters<typeof newsOf>[2]): NewsEvent[] {
  const open = new Set([
    ...page.incidents
      .filter(({ duplicate_of, updates }) => duplicate_of === null && updates.at(-1)?.state !== 'resolved')
      .map(({ public_id }) => public_id),
    ...page.maintenances
      .filter((one) => ['in_progress', 'overrun'].includes(clockOf(one, page.now)))
      .map(({ public_id }) => public_id),
  ])
  const all = newsOf(page, new Map(), around)
  return all.filter(
    (event, i) =>
      event.about === 'component' || (open.has(event.of) && !all.slice(i + 1).some(({ of }) => of === event.of)),
  )
}
