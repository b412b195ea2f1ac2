import { withoutEndSlashes } from '#model/page-address'
import { slugOf } from '#import/naming'
import { httpUrl } from '#model/records/field'
import { isSeen } from '#model/records/plain-line'
import type { CalendarDate } from '#model/time'

/** All that the files of a new repository depend on. */
export interface Answers {
  /** Of the company. */
  name: string
  /** Of the status page, without a slash at its end. */
  url: string
  /** The one team's name. */
  team: string
  /** Handles on GitHub. Nobody: they are put in by hand. */
  members: readonly string[]
  /** The branch that is published. */
  branch: string
  timeZone: string
  today: CalendarDate
}

/** The team's id: the name of its file. */
export const teamId = ({ team }: Pick<Answers, 'team'>): string => slugOf(team) || 'team'

/** A name in one line, without characters that no file should hold. Empty where nothing is left of it. */
export const plainName = (text: string): string =>
  text
    .toWellFormed()
    .split(/[\p{Cc}\p{Zl}\p{Zp}\u{feff}\u{fffe}\u{ffff}]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ')

export function parseName(text: string): string | { error: string } {
  const name = plainName(text)
  return isSeen(name) ? name : { error: 'Expected some words.' }
}

/** The address of a page: of its host, with a path where it has no host of its own. */
export function parseAddress(text: string): string | { error: string } {
  const url = URL.parse(text.trim())
  const fits = url !== null && httpUrl.safeParse(text.trim()).success
  if (!fits || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return { error: 'Expected an address such as https://status.example.com.' }
  return withoutEndSlashes(url.href)
}

/** What GitHub takes for the name of an account. Those that a company manages have one `_`. */
const HANDLE = /^[a-z\d](?:[a-z\d]|[-_](?=[a-z\d])){0,63}$/i

export function parseHandle(text: string): string | { error: string } {
  const handle = text.trim().replace(/^@/, '')
  return HANDLE.test(handle) ? handle : { error: 'Expected a handle on GitHub, such as ana.' }
}

export interface GithubRepository {
  owner: string
  name: string
}

/** `acme/ops`, or an address of it as git has it: `git@github.com:acme/ops.git`. */
export function parseRepository(text: string): GithubRepository | { error: string } {
  const path = text.trim().replace(/^(?:(?:https|ssh):\/\/(?:[^@/]*@)?github\.com(?::\d+)?\/|git@github\.com:)/i, '')
  const [, owner, name] = /^([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(path) ?? []
  return owner === undefined || name === undefined || /^\.+$/.test(name)
    ? { error: 'Expected a repository on GitHub, such as acme/ops.' }
    : { owner, name }
}

/** Where GitHub Pages puts a repository's site unless it has a domain of its own. */
export function pagesAddress({ owner, name }: GithubRepository): string {
  const host = `${owner.toLowerCase()}.github.io`
  return name.toLowerCase() === host ? `https://${host}` : `https://${host}/${name}`
}

/** Where nobody has said where the page is to be: an address that leads nowhere, for good. */
export const placeholderAddress = (name: string): string =>
  `https://status.${slugOf(name).replaceAll(/^-|-$/g, '') || 'company'}.example`

/** A folder's name as a name: `acme-status` → `Acme status`. */
export function nameOfFolder(folder: string): string {
  const words = plainName(folder.replaceAll(/[-_.]+/g, ' '))
  return words === '' ? 'Our company' : words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** A branch that a workflow may name without quoting what has a meaning there. */
export const isPlainBranch = (branch: string): boolean => /^\w[\w./-]*$/.test(branch)
