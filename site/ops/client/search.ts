/*
 * Opens the search: by its button, or by `/` anywhere but where somebody types. The box is there at once; what finds
 * anything is loaded with it, so that a page which nobody searches from asks for nothing. Without this script the
 * button is a link to a page that lists everything.
 */

const button = document.querySelector<HTMLAnchorElement>('a[data-dialog]')

function made(): HTMLDialogElement {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Record<string, string>, text = '') => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.textContent = text
    return element
  }
  const dialog = make('dialog', { class: 'search', 'aria-label': 'Search' })
  const box = make('div', { class: 'box' })
  const close = make('button', { type: 'button', class: 'button' }, 'Close')
  close.addEventListener('click', () => dialog.close())
  const typed = {
    type: 'text',
    role: 'combobox',
    'aria-label': 'Search',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'ev:results',
    placeholder: 'Alert, service, id or words',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    enterkeyhint: 'go',
  }
  box.append(make('input', typed), close)
  const status = make('p', { role: 'status', class: 'small' })
  dialog.append(box, status, make('div', { role: 'listbox', id: 'ev:results', 'aria-label': 'Results', hidden: '' }))
  // Beside the box, on what it covers.
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  document.body.append(dialog)
  return dialog
}

if (button) {
  let dialog: HTMLDialogElement | null = null
  const open = (typed = '') => {
    if (!dialog) {
      dialog = made()
      const script = document.createElement('script')
      script.src = button.dataset['dialog'] ?? ''
      script.addEventListener('error', () => {
        const status = dialog?.querySelector('[role=status]')
        if (status) status.textContent = 'The search could not be loaded.'
      })
      document.head.append(script)
    }
    const input = dialog.querySelector('input')
    if (input && typed !== '') input.value = typed
    if (!dialog.open) dialog.showModal()
    input?.focus()
    input?.select()
  }
  button.setAttribute('aria-haspopup', 'dialog')
  button.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    open()
  })
  const types = (target: EventTarget | null) =>
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, isComposing, target } = event
    if (key !== '/' || ctrlKey || metaKey || altKey || isComposing || types(target)) return
    event.preventDefault()
    open()
  })
  // The page that lists everything can be linked to with what to look for.
  const asked = new URLSearchParams(location.hash.slice(1)).get('q')
  if (asked !== null && location.pathname === button.pathname) open(asked)
}
