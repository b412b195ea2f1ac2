import { placeholderAddress, teamId, type Answers } from './answers.ts'
import { isOutside, type Dependency } from './package-files.ts'
import type { Forge } from './repository-files.ts'
import type { Survey } from './survey.ts'

export interface Done {
  answers: Answers
  dependency: Dependency
  before: Survey
  /** The folder from the top of its repository; null: it is in none yet. */
  below: string | null
  forge: Forge
}

/** What is left to do, most urgent first, for whoever has just run it. */
export function nextSteps({ answers, dependency, before, below, forge }: Done): string {
  const { packageJson, gitignore, content, kept } = before
  const { spec } = dependency
  const file = /^file:(.*)/.exec(packageJson === null ? spec : (specIn(packageJson) ?? ''))?.[1]
  const lacksPackage = packageJson !== null && specIn(packageJson) === null
  const isInstalled = packageJson !== null && !lacksPackage && kept.includes('package-lock.json')
  const isNew = content !== 'records'
  const steps: [unless: boolean, step: string][] = [
    [isInstalled, lacksPackage ? addPackage(spec) : 'npm install'],
    [false, 'npx evenkeel preview'],
    [
      !isNew || answers.url !== placeholderAddress(answers.name),
      `Put the address of your page into content/site.yaml: ${answers.url} leads nowhere.`,
    ],
    [
      !isNew || answers.members.length > 0,
      `Put your handles into content/teams/${teamId(answers)}.yaml${forge === 'github' ? ' and .github/CODEOWNERS' : ''}: until then nobody can approve anything.`,
    ],
    [file === undefined, file === undefined ? '' : shipTarball(file)],
    [gitignore === null || /^\/?node_modules\/?\s*$/m.test(gitignore), 'Add node_modules/ and dist/ to .gitignore.'],
    [
      !below,
      forge === 'github'
        ? 'Move .github/ to the top of the repository: GitHub looks for workflows nowhere else.'
        : 'Move .gitlab-ci.yml to the top of the repository: GitLab looks for it nowhere else.',
    ],
    [
      false,
      forge === 'gitlab'
        ? 'README.md says how to go on, and docs/gitlab.md of Evenkeel.'
        : kept.includes('README.md')
          ? 'Commit, and push it to GitHub; choose GitHub Actions under Settings, Pages.'
          : 'README.md says how to go on: push it to GitHub, publish the page, protect the branch.',
    ],
  ]
  const open = steps.filter(([unless]) => !unless)
  return `\nNext:\n${open.map(([, step]) => `- ${step}\n`).join('')}`
}

const shipTarball = (file: string): string =>
  isOutside(file)
    ? `Copy ${file} to here and npm install it from here: workflows have nothing outside of the repository.`
    : `Commit ${file} with the rest: the workflows install it.`

const addPackage = (spec: string): string =>
  `npm install ${/^[a-z+]+:|\//.test(spec) ? spec : `evenkeel@${spec}`}    (package.json is yours, and doesn't name it)`

/** What a `package.json` says of the package; null where it says nothing, or can't be read. */
function specIn(text: string): string | null {
  try {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(text)
    const spec: unknown = { ...devDependencies, ...dependencies }.evenkeel
    return typeof spec === 'string' ? spec : null
  } catch {
    return null
  }
}
