import { emptyIndex } from '../print/finder'

/*
 * Narrows the page of all runbooks down to those that have every word that is typed, from a file with the network down
 * as well; who is called by it comes first, and whom to call stays. What is searched is what
 * stands on the page. Without this script the page is whole, and the browser's own search finds the rest.
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

/** The numbers to call in a part as a telephone shows them. */
const numbersIn = (part: Element): string =>
  [...part.querySelectorAll<HTMLAnchorElement>('a[href^="tel:"]')].map(({ href }) => href.replace(/;.*/, '')).join(' ')

/** Milliseconds that nobody notices. */
const SLICE = 12
const whenIdle = (work: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(work) : setTimeout(work, SLICE)

const namesIn = (article: HTMLElement): string[] => [
  decodeURIComponent(article.id.slice(article.id.indexOf('/') + 1)),
  article.querySelector('h2, h3')?.textContent ?? '',
  // People of a team.
  ...[...article.querySelectorAll('.people > li > :is(strong, span)')].map(({ textContent }) => textContent ?? ''),
  // The line of its alerts, each by its name.
  ...[...article.querySelectorAll(':scope > .m > code')].flatMap(({ textContent }) => (textContent ?? '').split(', ')),
]

if (form && input && told) {
  const articles = [...document.querySelectorAll<HTMLElement>('article[id]')]
  const runbooks = articles.filter((one) => one.classList.contains('prose'))
  const teams = articles.filter((one) => one.classList.contains('team'))
  const people = teams[0]?.closest('section') ?? null
  const [end, endOfTeams] = [runbooks, teams].map((all) => {
    const mark = document.createComment('')
    all.at(-1)?.after(mark)
    return mark
  })
  const entries = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.toc ul a')].map((link) => [
      link.getAttribute('href')?.slice(1),
      link.parentElement,
    ]),
  )
  const { add, find } = emptyIndex()
  const unread = articles.values()
  let moved = false
  /** Where Enter leads to: what was found first; where nothing was, to whom to call. */
  let best: HTMLElement | undefined

  /** Reads on while there is time, and the rest when there is again: whoever types first has waited for none of it. */
  const read = (hasTime: () => boolean): boolean => {
    while (hasTime()) {
      const { value: article, done } = unread.next()
      if (done) return true
      add({ names: namesIn(article), text: `${textIn(article)} ${numbersIn(article)}` })
    }
    return false
  }
  const readOn = () => {
    const begun = performance.now()
    if (!read(() => performance.now() - begun < SLICE)) whenIdle(readOn)
  }

  /**
   * Those that were found come first, in their order; where nothing is asked for, all are in theirs. Whom to call is
   * always there: below the runbooks that were found, unless somebody looks for a team.
   */
  const place = (found: readonly HTMLElement[] | undefined) => {
    if (!found && !moved) return
    moved = found !== undefined
    const inOrder = (all: readonly HTMLElement[]) => {
      const own = new Set(all)
      return new Set([...(found ?? []).filter((one) => own.has(one)), ...all])
    }
    for (const article of inOrder(runbooks)) end?.before(article)
    for (const article of inOrder(teams)) endOfTeams?.before(article)
    if (!people || runbooks.length === 0) return
    const isBelow = found?.[0]?.classList.contains('prose') === true
    if (isBelow) end?.after(people)
    else people.parentElement?.querySelector(':scope > article')?.before(people)
  }
  const narrow = () => {
    read(() => true)
    const finding = find(input.value)
    const found = finding?.numbers.flatMap((number) => articles[number] ?? [])
    const fits = new Set(found ?? runbooks)
    for (const article of runbooks) {
      article.hidden = !fits.has(article)
      const entry = entries.get(article.id)
      if (entry) entry.hidden = article.hidden
    }
    place(found)
    best = found?.[0]
    const count = (all: readonly HTMLElement[]) => all.filter((one) => fits.has(one)).length
    const counts = { runbook: count(runbooks), team: count(teams) }
    const said = Object.entries(counts).flatMap(([name, n]) => (n === 0 ? [] : `${n} ${name}${n === 1 ? '' : 's'}`))
    told.textContent = finding
      ? `${said.join(', ') || 'Nothing found.'}${said.length === 0 ? '' : finding.unlike.map((word) => `, without “${word}”`).join('')}`
      : ''
  }
  form.hidden = false
  whenIdle(readOn)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    narrow()
    ;(best ?? people)?.scrollIntoView()
  })
  input.addEventListener('input', narrow)
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target === input || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    input.focus()
  })
}
