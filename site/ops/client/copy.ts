/*
 * A button that copies a text which stands on the page. It shows itself only here: without a script there is nothing to
 * press, and the text can be selected.
 */

const SHOWN = 2000

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
  const text = document.getElementById(button.dataset['copies'] ?? '')
  if (text === null) continue
  const words = button.textContent
  button.hidden = false
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text.textContent).then(
      () => say(button, 'Copied', words),
      () => {
        getSelection()?.selectAllChildren(text)
        say(button, 'Selected: copy it with your keyboard', words)
      },
    )
  })
}

function say(button: HTMLButtonElement, news: string, words: string) {
  button.textContent = news
  setTimeout(() => {
    button.textContent = words
  }, SHOWN)
}
