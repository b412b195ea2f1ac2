import { formatInstant, parseInstant, type Instant } from '#model/time'
import { instantIn } from './local-time.ts'

/** How a site is looked at. */
export interface View {
  /** As of another moment than now. */
  now: Instant | null
  /** Whether what is proposed counts as approved. */
  approved: boolean
}
export const AS_IT_IS: View = { now: null, approved: false }

/**
 * Where a view lies: the site as it is at `/`, any other in a folder of its own, `/-/approved/as-of/2026-03-01T10:00:00Z/`.
 * All its links lead to pages of the same view, in this tab alone and without a script.
 */
export const folderOf = ({ now, approved }: View): string =>
  now === null && !approved
    ? '/'
    : `/-/${approved ? 'approved/' : ''}${now === null ? '' : `as-of/${formatInstant(now)}/`}`

/** The view that an address lies in, and what follows; null where no view has such an address. */
export function viewOf(path: string): { view: View; rest: string } | null {
  if (!path.startsWith('/-/')) return { view: AS_IT_IS, rest: path }
  const [, approved, time, rest = ''] = /^\/-\/(approved\/)?(?:as-of\/([^/]+)\/)?(.*)$/s.exec(path) ?? []
  const now = time === undefined ? null : parseInstant(time)
  const view = { now: typeof now === 'number' ? now : null, approved: approved !== undefined }
  // One address a view: whatever would be written otherwise is none.
  const folder = folderOf(view)
  return folder !== '/' && path.startsWith(folder) ? { view, rest: `/${rest}` } : null
}

/**
 * The view that a form or a link asks for by `now` (RFC 3339, or local time in the site's zone; empty for now) and `as`
 * (`approved`; empty for as it is); null where neither is there, or a time is none.
 */
export function askedView(query: URLSearchParams, view: View, timeZone: string): View | { error: string } | null {
  const [time, as] = [query.get('now'), query.get('as')]
  if (time === null && as === null) return null
  const now = time === null ? view.now : time === '' ? null : (instantIn(time, timeZone) ?? parseInstant(time))
  if (now !== null && typeof now !== 'number') return { error: now.error }
  return { now, approved: as === null ? view.approved : as === 'approved' }
}
