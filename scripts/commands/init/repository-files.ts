import { teamId, type Answers } from './answers.ts'
import { fill, type Values } from './fill.ts'

/** Where a repository is kept: what runs there differs. */
export type Forge = 'github' | 'gitlab'

/** The files of a repository beside `content/`, and their templates. npm leaves files with a dot out of packages. */
const BESIDE: Readonly<Record<Forge, Readonly<Record<string, string>>>> = {
  github: {
    'README.md': 'README.md',
    '.gitignore': 'gitignore',
    '.github/CODEOWNERS': 'github/CODEOWNERS',
    '.github/dependabot.yml': 'github/dependabot.yml',
    '.github/ISSUE_TEMPLATE/incident.yml': 'github/ISSUE_TEMPLATE/incident.yml',
    '.github/actions/build/action.yml': 'github/actions/build/action.yml',
    ...Object.fromEntries(
      ['check', 'gate', 'gate-post', 'recheck', 'post', 'publish', 'page', 'audit'].map((name) => [
        `.github/workflows/${name}.yml`,
        `github/workflows/${name}.yml`,
      ]),
    ),
  },
  gitlab: { 'README.md': 'gitlab-readme.md', '.gitignore': 'gitignore', '.gitlab-ci.yml': 'gitlab-ci.yml' },
}

/** Files that lie beside `content/`, in the order in which they are told. */
export const pathsBeside = (forge: Forge): string[] => Object.keys(BESIDE[forge])

/** What the first records speak of. */
export interface Subject {
  /** A service's id and its name for people. */
  id: string
  name: string
}

/** The service that an empty catalogue begins with. */
export const WEBSITE: Subject = { id: 'website', name: 'The website' }

/** Files that lie beside `content/`, by path. `template` hands out the text of one. */
export const filesBeside = (
  answers: Answers,
  subject: Subject,
  template: (name: string) => string,
  forge: Forge = 'github',
): Record<string, string> => filled(BESIDE[forge], answers, subject, template)

/**
 * Files of `content/`, by path from there. Where services are known already (`imported`), none is made up, and neither
 * is the site.
 */
export function filesOfContent(
  answers: Answers,
  subject: Subject,
  template: (name: string) => string,
  imported: { site: boolean; services: boolean },
): Record<string, string> {
  const templates: Record<string, string> = {
    ...(imported.site ? {} : { 'site.yaml': 'content/site.yaml' }),
    'policy.yaml': answers.members.length > 1 ? 'content/policy-team.yaml' : 'content/policy-alone.yaml',
    [`teams/${teamId(answers)}.yaml`]: 'content/teams/team.yaml',
    ...(imported.services
      ? {}
      : { 'services/website.yaml': 'content/services/website.yaml', 'services/api.yaml': 'content/services/api.yaml' }),
    [`runbooks/${subject.id}-not-reachable.md`]: 'content/runbooks/not-reachable.md',
  }
  return filled(templates, answers, subject, template)
}

function filled(
  templates: Readonly<Record<string, string>>,
  answers: Answers,
  subject: Subject,
  template: (name: string) => string,
): Record<string, string> {
  const values = valuesOf(answers, subject)
  return Object.fromEntries(
    Object.entries(templates).map(([path, name]) => {
      const text = fill(path, template(name), values)
      // A line without owners takes a file's owners away; GitHub calls one with an owner that isn't there broken.
      const isIdle = name === 'github/CODEOWNERS' && answers.members.length === 0
      return [path, isIdle ? text.replaceAll(/^\/\S+ /gm, (line) => `# ${line}@your-handle`) : text]
    }),
  )
}

const valuesOf = ({ name, url, team, members, branch, timeZone, today }: Answers, subject: Subject): Values => ({
  name,
  url,
  branch,
  members,
  today,
  time_zone: timeZone,
  team: teamId({ team }),
  team_name: team,
  owners: members.map((handle) => `@${handle}`),
  service: subject.id,
  runbook_title: `${subject.name} can't be reached`,
  year: today.slice(0, 4),
  compact_today: today.replaceAll('-', ''),
})
