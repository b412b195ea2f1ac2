import { gateBudgets } from '#assess/gate-budgets'
import { targetHistory } from '#assess/target-history'
import { readFolder } from '#io/gate-reader'
import { spendingIn } from '#io/spending-reader'
import type { Catalog } from '#model/catalog'
import type { Change } from '#model/records/change'
import type { SloBudget } from '#model/slo/budgets'
import type { Instant } from '#model/time'

/** What a time for a new change has to keep clear of. */
export interface Surroundings {
  /** With the changes that aren't over. */
  catalog: Catalog
  /** The error budgets that a change to some services answers to; no other one is worked out. */
  budgetsOf: (change: Pick<Change, 'status' | 'services'>) => Promise<readonly SloBudget[]>
}

/** Reads them as the gate does before a start, once, and only when they are first asked for. */
export function surroundingsOf(folder: string, now: Instant): () => Surroundings {
  let read: Surroundings | null = null
  return () => (read ??= surroundings(folder, now))
}

function surroundings(folder: string, now: Instant): Surroundings {
  const content = readFolder(
    folder,
    () => false,
    now,
    () => now,
  )
  const { catalog } = content
  return {
    catalog,
    budgetsOf: async (change) => {
      const { budgets } = await gateBudgets(catalog, [change], {
        services: catalog.services,
        spending: async (asked) => spendingIn(content, asked),
        history: () => targetHistory(folder),
      })
      return budgets
    },
  }
}
