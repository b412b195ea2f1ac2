import { results, type Result } from './results.ts'
import { finder } from './finder.ts'

/* What a search shows, as a combobox with a list of options: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */

const dialog = document.querySelector<HTMLDialogElement>('dialog.search')
const input = dialog?.querySelector('input')
const list = dialog?.querySelector<HTMLElement>('[role=listbox]')
const status = dialog?.querySelector('[role=status]')
const names = document.querySelector<HTMLAnchorElement>('a[data-names]')?.dataset['names']

if (dialog && input && list && status && names !== undefined) {
  let options: HTMLElement[] = []
  let chosen = -1

  const choose = (place: number) => {
    options[chosen]?.setAttribute('aria-selected', 'false')
    chosen = place
    const option = options[place]
    if (!option) return input.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    input.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  const show = ({ groups, options: made, words }: Result) => {
    const kept = options[chosen]?.dataset['key']
    list.replaceChildren(...groups)
    options = made
    list.hidden = made.length === 0
    input.setAttribute('aria-expanded', String(made.length > 0))
    if (status.textContent !== words) status.textContent = words
    chosen = -1
    // What comes in later moves nobody away from what they chose.
    const again = moved ? made.findIndex(({ dataset }) => dataset['key'] === kept) : 0
    choose(made.length === 0 ? -1 : Math.max(0, again))
  }

  let moved = false
  const find = finder(names, () => look())
  const look = () => {
    const typed = input.value.trim()
    show(typed === '' ? NOTHING : results(typed, find.search(typed), find))
  }
  const NOTHING: Result = { groups: [], options: [], words: '' }

  input.addEventListener('input', () => {
    moved = false
    look()
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const { key } = event
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault()
      if (options.length === 0) return
      moved = true
      choose((chosen + (key === 'ArrowDown' ? 1 : -1) + options.length) % options.length)
    }
    if (key === 'Enter') {
      event.preventDefault()
      options[chosen]?.click()
    }
  })
  list.addEventListener('click', ({ target }) => {
    const more = target instanceof Element ? target.closest<HTMLElement>('[data-more]') : null
    if (!more) return
    find.more(more.dataset['more'] ?? '')
    input.focus()
    moved = true
    look()
  })
  // Keys stay with what is typed, wherever one clicks in the list.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  look()
}
