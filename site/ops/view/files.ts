import type { Ops } from './index.ts'
import { pageOf, type PageKind } from './reference.ts'

/** The page that each record's file leads to; files are relative to the content folder. */
export function pagesOfFiles({ catalog, broken }: Ops): Map<string, string> {
  const kinds: [PageKind, readonly { file: string; id: string }[]][] = [
    ['team', catalog.teams],
    ['service', catalog.services],
    ['change', catalog.changes],
    ['change', broken.changes],
    ['incident', catalog.incidents],
    ['incident', broken.incidents],
    ['runbook', catalog.runbooks],
    // Of the SLOs in one file the first one speaks for it.
    ['slo', catalog.slos.toReversed()],
    ['freeze', catalog.freezes],
  ]
  return new Map([
    ...kinds.flatMap(([kind, records]) => records.map(({ file, id }) => [file, pageOf(kind, id)] as const)),
    ...broken.unread.map(({ kind, file, id }) => [file, pageOf(kind, id)] as const),
  ])
}
