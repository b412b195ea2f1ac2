import { budgetJson } from '#report/budget-json'
import { budgetText } from '#report/budget-text'
import { readContent } from '#io/catalog-reader'
import { contentBudgets } from '#assess/budgets'
import { namedSlos } from './named-slos.ts'
import { clock, contentFolder, type CommonOptions } from './options.ts'
import type { Terminal } from './terminal.ts'

export interface BudgetOptions extends CommonOptions {
  format: 'text' | 'json'
}

/** Prints what is left of the error budget of one SLO, or of all, and what it was spent on. */
export async function budget(slo: string | undefined, options: BudgetOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const { catalog, problems } = readContent(folder, options.now ?? null, clock)
  const broken = new Set(problems.filter(({ severity }) => severity === 'error').map(({ at }) => at.file)).size
  if (broken > 0)
    terminal.err(
      `${files(broken)} with errors: what is said there may be missing here. Run \`validate\` to see them.\n`,
    )
  const { slos } = catalog
  const wanted = namedSlos(slos, slo)
  const budgets = await contentBudgets(folder, catalog, wanted)
  terminal.out(options.format === 'json' ? budgetJson(budgets, catalog.now) : budgetText(budgets, catalog.now))
}

const files = (count: number) => (count === 1 ? '1 file' : `${count} files`)
