import type { IncidentPage } from '../../view/incident'

/** Where the runbooks of an incident stand on its page. */
export const RUNBOOKS = 'ev:runbooks'

/** What leads to the runbook of an open incident: its own, or where those of its services stand. Null: there is none. */
export function runbookToFollow({
  runbooks,
  service_runbooks,
}: IncidentPage): { words: string; page: string | null; anchor: string } | null {
  const anchor = `#${RUNBOOKS}`
  const [own] = runbooks.rows
  if (own) return { words: 'Runbook', page: own.runbook.page, anchor }
  const { rows, more } = service_runbooks
  const [only] = rows
  if (only && rows.length + more === 1) return { words: 'Runbook', page: only.runbook.page, anchor }
  return only ? { words: 'Runbooks', page: null, anchor } : null
}
