import { basename } from 'node:path'
import type { Whereabouts } from '#io/git/whereabouts'
import type { Catalog } from '#model/catalog'
import { timeZone } from '#model/records/field'
import { everyone } from '#model/records/team'
import { dateIn, type Instant } from '#model/time'
import {
  isPlainBranch,
  nameOfFolder,
  pagesAddress,
  parseAddress,
  parseHandle,
  parseName,
  parseRepository,
  placeholderAddress,
  type Answers,
  type GithubRepository,
} from './answers.ts'

/** What flags say. */
export interface Given {
  name?: string
  url?: string
  team?: string
  member?: readonly string[]
  repository?: GithubRepository
  branch?: string
  timeZone?: string
}

/** What is known without asking anybody. */
export interface Around {
  /** The folder that the files go to. */
  folder: string
  git: Whereabouts
  /** Of the machine. */
  timeZone: string
  /** What an imported page, or the content that is there already, says. */
  page: { name: string | null; url: string | null; timeZone: string | null; members: readonly string[] } | null
  now: Instant
}

/** Asks one question; the suggestion is what an empty answer means. Null: nothing was answered. */
export type Ask = (
  message: string,
  parse: (text: string) => string | { error: string },
  suggested: string | null,
  mayBeEmpty?: boolean,
) => Promise<string | null>

/** The answers: from flags, else from a person, else from what is known. At most three questions. */
export async function gather(given: Given, around: Around, ask: Ask | null): Promise<Answers> {
  const { folder, git, page, now } = around
  const repository = given.repository ?? repositoryOf(git)
  const question = async (...[message, parse, suggested, mayBeEmpty]: Parameters<Ask>) =>
    ask ? ask(message, parse, suggested, mayBeEmpty) : suggested

  const guess = repository === null ? nameOfFolder(basename(folder)) : nameOfFolder(repository.owner)
  const name = given.name ?? page?.name ?? (await question('Your company', parseName, guess)) ?? guess
  const members = given.member ?? (await membersOf(around, question))
  const home = repository === null ? placeholderAddress(name) : pagesAddress(repository)
  const url = given.url ?? page?.url ?? (await question('Address of the status page', parseAddress, home)) ?? home
  const zones = [given.timeZone, page?.timeZone, around.timeZone].flatMap((zone) =>
    timeZone.safeParse(zone).success ? (zone ?? []) : [],
  )
  // One and the same; the longer name is the one that `site.yaml` has by itself.
  const zone = zones[0] === undefined || zones[0] === 'UTC' ? 'Etc/UTC' : zones[0]
  const branch = [given.branch, git.branch].find((one) => one !== undefined && one !== null && isPlainBranch(one))
  return {
    name,
    url,
    team: given.team ?? 'Operations',
    members,
    branch: branch ?? 'main',
    timeZone: zone,
    today: dateIn(now, zone),
  }
}

async function membersOf({ git, page }: Around, question: Ask): Promise<string[]> {
  if (page && page.members.length > 0) return [...page.members]
  const known = parseHandle(git.handle ?? '')
  const handle = await question(
    'Your handle on GitHub (empty: later)',
    parseHandle,
    typeof known === 'string' ? known : null,
    true,
  )
  return handle === null ? [] : [handle]
}

function repositoryOf({ remote }: Whereabouts): GithubRepository | null {
  const parsed = remote === null ? null : parseRepository(remote)
  return parsed && !('error' in parsed) && /github\.com/i.test(remote ?? '') ? parsed : null
}

/** What content that is there already says of the company. */
export const pageOf = ({ site, teams }: Catalog): NonNullable<Around['page']> => {
  const leads = teams.flatMap((team) => team.leads)
  const people = leads.length > 0 ? [...new Set(leads)] : [...everyone(teams)]
  const members = people.filter((handle) => typeof parseHandle(handle) === 'string').slice(0, MOST_OWNERS)
  return { name: site.name, url: site.url, timeZone: site.time_zone, members }
}

/** More are no help: GitHub asks each of them. */
const MOST_OWNERS = 10
