/*
 * Narrows a long list down, on pages that have one. What was chosen stands in the page's `#fragment`, so that a link
 * brings it along. Without this script the form isn't there, and the list is whole.
 */

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-filter]')) {
  const list = document.getElementById(form.dataset['filter'] ?? '')
  if (!list) continue
  const rows = [...list.querySelectorAll<HTMLElement>('[data-is]')].map((row) => ({
    row,
    is: new Set((row.dataset['is'] ?? '').split(' ')),
    text: (row.textContent ?? '').toLowerCase(),
  }))
  const controls = [...form.elements].filter(
    (one): one is HTMLSelectElement | HTMLInputElement =>
      one instanceof HTMLSelectElement || one instanceof HTMLInputElement,
  )
  const told = form.querySelector('output')

  const show = () => {
    const chosen = controls.filter(({ value }) => value.trim() !== '')
    let shown = 0
    for (const { row, is, text } of rows) {
      const fits = chosen.every(({ type, value }) =>
        type === 'search'
          ? value
              .toLowerCase()
              .split(/\s+/)
              .every((word) => text.includes(word))
          : is.has(value),
      )
      row.hidden = !fits
      if (fits) shown++
    }
    for (const group of list.querySelectorAll<HTMLElement>('tbody'))
      group.hidden = group.querySelector('[data-is]:not([hidden])') === null
    if (told) told.textContent = chosen.length === 0 ? '' : `${shown} of ${rows.length}`
    return chosen
  }
  const changed = () => {
    const fragment = new URLSearchParams(show().map(({ name, value }) => [name, value])).toString()
    history.replaceState(null, '', fragment === '' ? location.pathname : `#${fragment}`)
  }

  const asked = new URLSearchParams(location.hash.slice(1))
  for (const control of controls) {
    const value = asked.get(control.name)
    if (value !== null) control.value = value
  }
  form.hidden = false
  form.addEventListener('input', changed)
  form.addEventListener('submit', (event) => event.preventDefault())
  show()
}
