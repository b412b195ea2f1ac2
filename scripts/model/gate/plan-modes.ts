import { isBeside, recordAt } from '../records/content-layout.ts'
import type { Change } from '../records/change.ts'
import type { Versions } from './merge-context.ts'

/** What the files beside a change are, each by its mode: a text that becomes a program is another plan, with no word changed. */
export type PlanModes = (change: Pick<Change, 'file'>, which: 'all' | 'unpublished') => string

/** Of the files of a commit. Kept out of the digest of a plan: a folder on a disk needn't know of modes. */
export function planModes(files: Versions): PlanModes {
  let folders: Map<string, string[]> | undefined
  return ({ file }, which) => {
    folders ??= Map.groupBy([...files.keys()].filter(isBeside), (path) => recordAt(path) ?? '')
    const own = (folders.get(recordAt(file) ?? '') ?? []).filter(
      (path) => which === 'all' || !/^changes\/\d+\/[^/]+\/public\//.test(path),
    )
    return JSON.stringify(own.toSorted().map((path) => [path.split('/').slice(3).join('/'), files.get(path)?.mode]))
  }
}
