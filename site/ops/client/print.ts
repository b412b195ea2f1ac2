import { finderOf, type Find } from '../print/finder'

/*
 * Narrows the page of all runbooks down to those that have every word that is typed, from a file with the network down
 * as well; who is called by it comes first. What is searched is what stands on the page. Without this script the page is
 * whole, and the browser's own search finds the rest.
 */

const form = document.querySelector<HTMLFormElement>('form.find')
const input = form?.querySelector('input')
const told = form?.querySelector('output')

/** The text of a part with a blank between its pieces: a title ends where an id begins. */
function textIn(part: Element): string {
  const pieces: string[] = []
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) pieces.push(node.nodeValue ?? '')
  return pieces.join(' ')
}

const namesIn = (article: HTMLElement): string[] => [
  decodeURIComponent(article.id.slice(article.id.indexOf('/') + 1)),
  article.querySelector('h2, h3')?.textContent ?? '',
  // The line of its alerts, each by its name.
  ...[...article.querySelectorAll(':scope > .m > code')].flatMap(({ textContent }) => (textContent ?? '').split(', ')),
]

if (form && input && told) {
  const articles = [...document.querySelectorAll<HTMLElement>('article[id]')]
  const runbooks = articles.filter((one) => one.classList.contains('runbook'))
  const [first] = runbooks
  const end = first && document.createComment('')
  if (end) runbooks.at(-1)?.after(end)
  const entries = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.toc ul a')].map((link) => [
      link.getAttribute('href')?.slice(1),
      link.parentElement,
    ]),
  )
  let find: Find | null = null
  let moved = false

  /** Those that were found come first, in their order; where nothing is asked for, all are in theirs. */
  const place = (order: readonly HTMLElement[], isFound: boolean) => {
    if (!end || (!isFound && !moved)) return
    moved = isFound
    for (const article of order) end.before(article)
  }
  const narrow = () => {
    find ??= finderOf(articles.map((article) => ({ names: namesIn(article), text: textIn(article) })))
    const numbers = find(input.value)
    const found = numbers?.flatMap((number) => articles[number] ?? [])
    const fits = new Set(found ?? articles)
    for (const article of articles) {
      article.hidden = !fits.has(article)
      const entry = entries.get(article.id)
      if (entry) entry.hidden = article.hidden
    }
    const [some, others] = [(found ?? []).filter((one) => one.classList.contains('runbook')), runbooks]
    place(found ? [...some, ...others.filter((one) => !fits.has(one))] : runbooks, found !== undefined)
    const counts = { runbook: some.length, team: (found?.length ?? 0) - some.length }
    const said = Object.entries(counts).flatMap(([name, n]) => (n === 0 ? [] : `${n} ${name}${n === 1 ? '' : 's'}`))
    told.textContent = found ? said.join(', ') || 'Nothing found.' : ''
  }
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    narrow()
    document.querySelector<HTMLElement>('article.runbook:not([hidden])')?.scrollIntoView()
  })
  input.addEventListener('input', narrow)
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === input || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    input.focus()
  })
}
