/*
 * On the page that stands where none is: says what was looked for, and an alert whose name was spelled in another way is looked up, whatever the case of
 * its letters. Without this the page leads to the list of alerts.
 */

const script = document.querySelector<HTMLScriptElement>('script[data-alerts]')
const place = document.querySelector<HTMLElement>('[data-lost]')
const [, ...parts] = location.pathname.split('/alerts/')
const written = parts.join('/alerts/').replace(/\/(?:index\.html)?$/i, '')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** More than these are no help. */
const MOST = 6

async function lookUp(table: string, name: string) {
  const response = await fetch(table)
  if (!response.ok) return sayWhat()
  const pages = new Map(Object.entries((await response.json()) as Record<string, string>))
  const page = pages.get(name)
  if (page !== undefined) return location.replace(page)
  sayWhat()
  const near = [...pages].filter(
    ([one]) => one.includes(name) || name.includes(one) || one.startsWith(name.slice(0, 8)),
  )
  if (near.length > 0) offer(near.slice(0, MOST))
}

function offer(near: readonly (readonly [string, string])[]) {
  const list = document.createElement('ul')
  for (const [name, page] of near) {
    const link = document.createElement('a')
    link.href = page
    link.textContent = name
    const item = document.createElement('li')
    item.append(link)
    list.append(item)
  }
  place?.append('Alerts with a name like it:', list)
}

const KINDS: Readonly<Record<string, string>> = {
  alerts: 'alert',
  runbooks: 'runbook',
  incidents: 'incident',
  changes: 'change',
  services: 'service',
  teams: 'team',
  slos: 'SLO',
  freezes: 'freeze',
}

/** What was looked for is said, and can be searched. It becomes text alone. */
function sayWhat() {
  const path = location.pathname.split('/').filter((part) => part !== '' && part !== 'index.html')
  const at = path.findIndex((part) => Object.hasOwn(KINDS, part))
  const what = decoded(path.slice(at + 1).join('/')).slice(0, 200)
  const title = document.querySelector('h1')
  if (at < 0 || what === '' || !title || !place) return
  title.textContent = `No ${KINDS[path[at] ?? ''] ?? 'page'} “${what}”`
  const link = document.createElement('a')
  link.href = `${script?.dataset['search'] ?? ''}#q=${encodeURIComponent(what)}`
  link.textContent = `Search for “${what}”`
  const line = document.createElement('p')
  line.append(link)
  place.prepend(line)
}

const table = script?.dataset['alerts']
if (written === '' || table === undefined) sayWhat()
else void lookUp(table, decoded(written).toLowerCase())
