import type { Named, Names } from '../view/search/found.ts'
import { folded } from '../view/search/words.ts'

/*
 * On the page that stands where none is: says what was looked for, and looks it up by the names that the search knows. What
 * one page of that kind is called so, whatever the case of its letters, is gone to; else what goes by that name is offered
 * (an open incident of an alert that no rule has, the runbook of an alert), and names that are like it. Without this the
 * page leads to the search and to the lists.
 */

const place = document.querySelector<HTMLElement>('[data-lost]')
const search = document.querySelector<HTMLAnchorElement>('a[data-names]')

/** The lists, and what is in them. */
const KINDS: Readonly<Record<string, string>> = {
  alerts: 'alert',
  runbooks: 'runbook',
  incidents: 'incident',
  changes: 'change',
  services: 'service',
  teams: 'team',
  slos: 'slo',
  freezes: 'freeze',
}
const words = (kind: string) => (kind === 'slo' ? 'SLO' : kind)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The list that the address is below, and the name in it; null of an address that is of no record. */
function asked(): { above: string; list: string; kind: string; name: string } | null {
  const path = location.pathname.split('/').filter((part) => part !== '' && part.toLowerCase() !== 'index.html')
  const at = path.findIndex((part) => Object.hasOwn(KINDS, part))
  const list = path[at] ?? ''
  const name = decoded(path.slice(at + 1).join('/')).slice(0, 200)
  return at < 0 || name === '' ? null : { above: path.slice(0, at).join('/'), list, kind: KINDS[list] ?? '', name }
}

/** More than these are no help. */
const MOST = 6
/** Shorter names are in too many others. */
const SHORT = 4

async function lookUp({ above, list, kind, name }: NonNullable<ReturnType<typeof asked>>) {
  const key = folded(name)
  const [, letters, digits] = /^(chg|inc)-(\d{4}-\d{4,})$/.exec(key) ?? []
  if (letters !== undefined) {
    const id = `${letters.toUpperCase()}-${digits}`
    const address = `${above === '' ? '' : `/${above}`}/${letters === 'chg' ? 'changes' : 'incidents'}/${id}/`
    if (address !== location.pathname && (await fetch(address, { method: 'HEAD' })).ok) return location.replace(address)
  }
  sayWhat(kind, name)
  const answer = await fetch(search?.dataset['names'] ?? '')
  if (!answer.ok) return undefined
  const { entries } = (await answer.json()) as Names
  const exact = entries.filter(({ keys }) => keys.includes(key))
  const [own, ...others] = exact.filter((one) => one.kind === kind)
  if (own && others.length === 0 && own.page !== location.pathname) return location.replace(own.page)
  if (exact.length > 0) offer('What goes by that name:', exact)
  const near = entries.filter(
    (one) => one.kind === kind && !exact.includes(one) && one.keys.some((it) => isLike(it, key)),
  )
  if (near.length > 0) offer(`${list[0]?.toUpperCase()}${list.slice(1)} with a name like it:`, near)
  return undefined
}

const isLike = (one: string, key: string): boolean =>
  key.length >= SHORT &&
  (one.includes(key) || (one.length >= SHORT && key.includes(one)) || one.startsWith(key.slice(0, 8)))

function offer(heading: string, entries: readonly Named[]) {
  const list = document.createElement('ul')
  for (const { kind, id, title, page, state } of entries.slice(0, MOST)) {
    const link = document.createElement('a')
    link.href = page
    link.textContent = title
    const item = document.createElement('li')
    const about = [words(kind), ...(id === title ? [] : [id]), ...(state ? [state.word] : [])].join(', ')
    item.append(link, ` (${about})`)
    list.append(item)
  }
  place?.append(heading, list)
}

/** What was looked for is said, and can be searched. It becomes text alone. */
function sayWhat(kind: string, name: string) {
  const title = document.querySelector('h1')
  if (!title || !place) return
  title.textContent = `No ${words(kind)} “${name}”`
  const link = document.createElement('a')
  link.href = `${search?.pathname ?? ''}#q=${encodeURIComponent(name)}`
  link.textContent = `Search for “${name}”`
  const line = document.createElement('p')
  line.append(link)
  place.prepend(line)
}

const what = asked()
if (what) void lookUp(what)
