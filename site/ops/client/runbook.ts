import { readFragment, writeFragment } from '#model/runbook/fragment'
import { leftIn, SAFE_VALUE } from '#model/runbook/placeholder'
import { withoutPrompts } from '#model/runbook/prompt'

/*
 * On the page of a runbook: values of placeholders, typed once and kept in the page's fragment, which no server is sent;
 * and buttons that copy a command as one would type it. Nothing here is needed to read it.
 */

const inputs = [...document.querySelectorAll<HTMLInputElement>('input[data-fills]')]
const marks = [...document.querySelectorAll<HTMLElement>('mark[data-name]')].map((mark) => ({
  mark,
  name: mark.dataset['name'] ?? '',
  written: mark.textContent ?? '',
}))
const names = inputs.map((input) => input.dataset['fills'] ?? '')
const values = new Map<string, string>()
/** Names for which something was typed that can't be taken: what is filled in without a word isn't what they meant. */
const refused = new Set<string>()

function show() {
  for (const { mark, name, written } of marks) {
    const value = values.get(name)
    mark.textContent = refused.has(name) ? name : (value ?? written)
    mark.toggleAttribute('data-filled', value !== undefined)
    mark.toggleAttribute('data-refused', refused.has(name))
  }
}

/** Values stand behind the place that the page was last led to. */
const keep = (at: string) => history.replaceState(history.state, '', `#${writeFragment({ place: at, values })}`)

function place(): string {
  return readFragment(location.hash.slice(1), names).place
}

function type(input: HTMLInputElement) {
  const name = input.dataset['fills'] ?? ''
  const value = input.value.trim()
  if (SAFE_VALUE.test(value)) values.set(name, value)
  else values.delete(name)
  judge(input, name)
  show()
  keep(place())
}

function judge(input: HTMLInputElement, name: string) {
  const bad = input.value !== '' && !values.has(name)
  if (bad) refused.add(name)
  else refused.delete(name)
  input.setCustomValidity(bad ? 'Letters, digits and . _ : / @ - alone' : '')
  input.setAttribute('aria-invalid', String(bad))
}

/** From a link, or from the page before: a link that carries anything unsafe fills nothing in. */
function follow() {
  const read = readFragment(location.hash.slice(1), names)
  for (const [name, value] of read.values) values.set(name, value)
  for (const input of inputs) {
    const name = input.dataset['fills'] ?? ''
    input.value = values.get(name) ?? input.value
    judge(input, name)
  }
  show()
  if (read.values.size > 0 && read.place !== '') document.getElementById(decoded(read.place))?.scrollIntoView()
  if (read.values.size > 0)
    for (const note of document.querySelectorAll('.fill [data-from-link]')) note.removeAttribute('hidden')
  if (values.size > 0) keep(read.place)
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

for (const input of inputs) {
  input.closest('.fill')?.removeAttribute('hidden')
  input.addEventListener('input', () => type(input))
}
if (inputs.length > 0) {
  follow()
  addEventListener('hashchange', follow)
}

const said = document.createElement('p')
said.className = 'hidden'
said.setAttribute('role', 'status')
document.querySelector('main')?.append(said)

/** More names than these are no help on a button. */
const MOST_NAMED = 2

function enumerated(all: readonly string[]): string {
  const more = all.length - MOST_NAMED
  return [...all.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(' and ')
}

const stillToFill = (left: readonly string[]) =>
  left.length === 0 ? '' : `, ${enumerated(left)} ${left.length === 1 ? 'is' : 'are'} still to be filled in`

const notTaken = (bad: readonly string[]) => (bad.length === 0 ? '' : `, ${enumerated(bad)} can't be taken as typed`)

async function copy(button: HTMLButtonElement) {
  const box = button.closest('.cmd')
  const code = box?.querySelector('code')?.textContent ?? ''
  const open = [...(box?.querySelectorAll('mark[data-name]') ?? [])].filter(
    (mark) => mark.textContent === mark.getAttribute('data-name'),
  )
  const typed = withoutPrompts(code)
  const empty = new Set(open.map((mark) => mark.textContent ?? ''))
  const bad = [...empty].filter((name) => refused.has(name))
  const left = [...[...empty].filter((name) => !refused.has(name)), ...leftIn(typed)]
  let words = 'Copied'
  try {
    await navigator.clipboard.writeText(typed)
    words += notTaken(bad) + stillToFill(left)
  } catch {
    // Not over plain http, nor from a file: what is marked can be copied by hand.
    const range = document.createRange()
    const text = box?.querySelector('code')
    if (text) range.selectNodeContents(text)
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
    words = 'Marked: copy it'
  }
  button.textContent = words
  said.textContent = words
  setTimeout(
    () => {
      button.textContent = 'Copy'
    }, // What is still to be done takes longer to read.
    left.length + bad.length > 0 ? 6000 : 2500,
  )
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => void copy(button))
}
