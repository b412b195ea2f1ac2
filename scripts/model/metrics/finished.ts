import { byId } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { isInProduction } from '../records/environment.ts'

/** Whether a change reached its end: an aborted one didn't. */
export const isFinished = ({ status }: Pick<Change, 'status'>): boolean =>
  status === 'completed' || status === 'rolled_back'

/**
 * Finished changes in production of which nobody wrote when that was. To be asked of all changes that could be read: their records have an error for it, so they are missing among the sound ones.
 */
export const unrecordedChanges = (changes: readonly Change[]): Change[] =>
  [...byId(changes).values()].filter(
    (change) => isInProduction(change) && isFinished(change) && change.outcome?.finished === undefined,
  )
