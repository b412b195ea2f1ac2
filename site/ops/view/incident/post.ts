import { bundleOf } from '#model/records/content-layout'
import { isOpen, type Incident } from '#model/records/incident'
import type { Duration } from '#model/time'
import type { Ops } from '../index.ts'

/** What an update is begun with from the page of an open incident. */
export interface PostView {
  /** The folder of its file in the repository, from the content folder on; null where the record has none yet. */
  folder: string | null
  /** The repository's new-file page, up to the content folder; null where `site.yaml` names no repository. */
  repository: string | null
  /** Where the incident stands. */
  state: string
  /** Nothing was told yet. */
  first: boolean
  /** How long until the next update, by the policy; null of a severity that promises none. */
  cadence: Duration | null
}

/** Null of an incident that is over. */
export function postView({ catalog, now }: Ops, { file, updates, severity, ...incident }: Incident): PostView | null {
  if (!isOpen(incident, now)) return null
  const { repository } = catalog.site
  return {
    folder: file.endsWith('/index.md') ? `${bundleOf(file)}/public` : null,
    repository: repository === undefined ? null : `${repository.replace(/\/$/, '')}/new/main`,
    state: (updates ?? []).findLast(({ time }) => time <= now)?.state ?? 'investigating',
    first: (updates ?? []).length === 0,
    cadence: severity === 'SEV-4' ? null : catalog.policy.cadence[severity],
  }
}
