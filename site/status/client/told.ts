/** Lets what unfolds over the page be folded up again: by Escape, which gives the focus back, and by a click elsewhere. */
export function foldAway(page: Document) {
  const open = () => page.querySelector<HTMLDetailsElement>('.told[open]')
  page.addEventListener('keydown', ({ key }) => {
    const told = key === 'Escape' ? open() : null
    if (!told) return
    told.open = false
    told.querySelector('summary')?.focus()
  })
  page.addEventListener('click', ({ target }) => {
    const told = open()
    if (told && target instanceof Node && !told.contains(target)) told.open = false
  })
}
