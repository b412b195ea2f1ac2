import type { Catalog } from '#model/catalog'
import type { Slo } from '#model/records/slo'
import { sloBudgets, type SloBudget } from '#model/slo/budgets'
import { targetHistory } from './target-history.ts'

/** The error budgets of some SLOs of a content folder, with the targets that git knows. */
export const contentBudgets = async (folder: string, catalog: Catalog, slos: readonly Slo[]): Promise<SloBudget[]> =>
  sloBudgets(catalog, slos, slos.length === 0 ? null : await targetHistory(folder))
