import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readYaml } from '#io/yaml-reader'

/** What of a checkout says how the repository is to be set up. */
export interface LocalFiles {
  /** What each workflow and each issue form holds, by its file's name. */
  workflows: Record<string, unknown>
  forms: Record<string, unknown>
  /** How many owners CODEOWNERS names; a team counts as two, for it is there to be several. */
  owners: number
}

/** Reads `.github` at the top of a repository. A file that can't be read asks for nothing: `validate` and CI say so. */
export function localFiles(top: string): LocalFiles {
  const parsed = (pattern: string) =>
    Object.fromEntries(
      globSync(pattern, { cwd: top })
        .toSorted()
        .map((path) => [basename(path), readYaml(path, readFileSync(join(top, path), 'utf8')).data[0]]),
    )
  const file = join(top, '.github/CODEOWNERS')
  return {
    workflows: parsed('.github/workflows/*.{yml,yaml}'),
    forms: parsed('.github/ISSUE_TEMPLATE/*.{yml,yaml}'),
    owners: existsSync(file) ? ownersIn(readFileSync(file, 'utf8')) : 0,
  }
}

/** https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
export function ownersIn(text: string): number {
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*/, ''))
  const owners = new Set(lines.flatMap((line) => line.trim().split(/\s+/).slice(1)))
  return [...owners].reduce((sum, owner) => sum + (owner.includes('/') ? 2 : 1), 0)
}
