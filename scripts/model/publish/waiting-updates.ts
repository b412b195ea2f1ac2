import type { Catalog } from '../catalog.ts'
import type { Update } from '../records/update.ts'

/** The public updates that are dated later than `now`: no page shows them yet. */
export const waitingUpdates = ({ changes, incidents, salvaged, salvaged_changes, now }: Catalog): Update[] =>
  [...incidents, ...changes, ...salvaged, ...salvaged_changes].flatMap(({ updates }) =>
    (updates ?? []).filter(({ time }) => time > now),
  )
