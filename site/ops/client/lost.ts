/*
 * On the page that stands where none is: an alert whose name was spelled in another way is looked up, whatever the case of
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
  if (!response.ok) return
  const pages = new Map(Object.entries((await response.json()) as Record<string, string>))
  const page = pages.get(name)
  if (page !== undefined) return location.replace(page)
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

const table = script?.dataset['alerts']
if (written !== '' && table !== undefined) void lookUp(table, decoded(written).toLowerCase())
