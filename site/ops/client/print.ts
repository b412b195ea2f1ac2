import { folded } from '../view/search/words.ts'

/*
 * Narrows the page of all runbooks down to those that have every word that is typed, from a file with the network down
 * as well. Without this script the page is whole, and the browser's own search finds the rest.
 */

const form = document.querySelector<HTMLFormElement>('form.find')
const input = form?.querySelector('input')
const told = form?.querySelector('output')

if (form && input && told) {
  let texts: { article: HTMLElement; entry: HTMLElement | null; text: string }[] | null = null
  const read = () =>
    [...document.querySelectorAll<HTMLElement>('article[id]')].map((article) => {
      const words = article.textContent ?? ''
      // `PaymentFailuresHigh` is found by its words, too.
      const apart = words.replaceAll(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
      return {
        article,
        entry: document.querySelector<HTMLElement>(`li[data-of="${CSS.escape(article.id)}"]`),
        text: folded(`${words} ${apart}`),
      }
    })
  const narrow = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean)
    texts ??= read()
    const counts = { runbook: 0, team: 0 }
    for (const { article, entry, text } of texts) {
      const fits = words.every((word) => text.includes(word))
      article.hidden = !fits
      if (entry) entry.hidden = !fits
      if (fits) counts[article.classList.contains('runbook') ? 'runbook' : 'team']++
    }
    const said = Object.entries(counts).flatMap(([name, n]) => (n === 0 ? [] : `${n} ${name}${n === 1 ? '' : 's'}`))
    told.textContent = words.length === 0 ? '' : said.join(', ') || 'Nothing found.'
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
