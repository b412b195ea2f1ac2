import { numberer } from '#import/naming'
import { openRepository } from '#io/git/repository'
import { namesOnBranches } from '#io/git/names'

/** The next id of a year: after all that the content folder, or any branch that this clone knows, has. */
export async function nextChangeId(folder: string, paths: readonly string[], year: number): Promise<string> {
  const repository = await openRepository(folder)
  const elsewhere = repository ? await namesOnBranches(repository, `changes/${year}`) : []
  const here = paths.filter((path) => /^(changes|approvals)\//.test(path))
  return numberer('CHG', [...here, ...elsewhere])(year)
}
