/*
 * What the block wears and does, served beside the pages of a preview and part of no build. It uses the tokens of the
 * page's own stylesheet, and does without them where that couldn't be made.
 */

/** In the page's colours, whatever the page is. */
export const STYLE = `
#evenkeel-preview {
  display: block;
  font: 0.875rem/1.5 var(--text, system-ui, sans-serif);
  color: var(--ink, CanvasText);
  background: var(--panel, Canvas);
  border-block-end: 1px solid var(--rule, GrayText);
  overflow-wrap: anywhere;
}
#evenkeel-preview *, .ek-instead * { box-sizing: border-box; }
#evenkeel-preview p, #evenkeel-preview ul { margin: 0; padding: 0; list-style: none; }
#evenkeel-preview .ek-bar {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.25rem 1.5rem;
  padding: 0.5rem 1rem;
}
#evenkeel-preview form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.5rem; margin-inline-start: auto; }
#evenkeel-preview label { display: flex; align-items: center; gap: 0.5rem; white-space: nowrap; }
@media (max-width: 40rem) {
  #evenkeel-preview form { inline-size: 100%; }
}
#evenkeel-preview input, #evenkeel-preview button {
  min-block-size: 1.75rem;
  font: inherit;
  font-variant-numeric: tabular-nums;
  color: inherit;
  background: var(--paper, Canvas);
  border: 1px solid var(--ink-soft, GrayText);
  border-radius: 3px;
  padding: 0.1rem 0.5rem;
}
#evenkeel-preview button { cursor: pointer; }
#evenkeel-preview a { color: var(--accent, LinkText); }
#evenkeel-preview code { font: 0.95em var(--mono, monospace); background: none; padding: 0; }
#evenkeel-preview strong { font-weight: 620; }
#evenkeel-preview .ek-quiet { color: var(--ink-soft, GrayText); }
#evenkeel-preview .ek-hidden {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
#evenkeel-preview details, #evenkeel-preview .ek-trouble, #evenkeel-preview .ek-lost {
  padding: 0.5rem 1rem 0.5rem 0.75rem;
  border-block-start: 1px solid var(--rule, GrayText);
}
#evenkeel-preview [hidden] { display: none; }
#evenkeel-preview summary, #evenkeel-preview .ek-trouble { display: flex; align-items: baseline; gap: 0.5rem; }
#evenkeel-preview summary { cursor: pointer; font-weight: 560; }
#evenkeel-preview summary::after { content: 'Show'; flex: none; font-weight: 400; text-decoration: underline; margin-inline-start: auto; }
#evenkeel-preview [open] > summary::after { content: 'Hide'; }
#evenkeel-preview svg { flex: none; inline-size: 0.8em; block-size: 0.8em; align-self: center; fill: currentColor; }
#evenkeel-preview li { max-inline-size: 60rem; }
#evenkeel-preview details ul { display: grid; gap: 0.75rem; padding-block: 0.5rem 0.25rem; }
#evenkeel-preview .ek-waiting ul { gap: 0.25rem; }
#evenkeel-preview details, #evenkeel-preview .ek-trouble, #evenkeel-preview .ek-lost { border-inline-start: 4px solid var(--rule, GrayText); }
#evenkeel-preview details.ek-error, #evenkeel-preview .ek-trouble { border-inline-start-color: var(--major-line, GrayText); }
#evenkeel-preview details.ek-warning { border-inline-start-color: var(--degraded-line, GrayText); }
#evenkeel-preview li > a { white-space: nowrap; }
#evenkeel-preview .ek-error > summary, #evenkeel-preview strong.ek-error, #evenkeel-preview .ek-trouble > svg { color: var(--major, CanvasText); }
#evenkeel-preview .ek-warning > summary, #evenkeel-preview strong.ek-warning { color: var(--degraded, CanvasText); }
#evenkeel-preview .ek-trouble span { white-space: pre-wrap; }
.ek-instead { max-inline-size: 46rem; margin-inline: auto; padding: 3rem 1rem 4rem; }
.ek-instead > * + * { margin-block-start: 1rem; }
.ek-instead pre { overflow-x: auto; padding: 0.75rem 1rem; background: var(--panel, Canvas); font: 0.8rem/1.5 var(--mono, monospace); }
@media print { #evenkeel-preview { display: none; } }
`.trim()

/**
 * Loads the page anew as the content changes. A tab that nobody looks at holds no connection, for a browser has six of
 * them for a site; what is folded open or shut stays so.
 */
export const SCRIPT = `
(() => {
  const block = document.getElementById('evenkeel-preview')
  const lost = block.querySelector('.ek-lost')
  let source = null
  const stop = () => {
    source?.close()
    source = null
  }
  const start = () => {
    if (source || document.visibilityState === 'hidden') return
    source = new EventSource('/-/changes')
    source.onmessage = ({ data }) => {
      lost.hidden = true
      if (data !== block.dataset.version) location.reload()
    }
    source.onerror = () => {
      lost.hidden = false
      if (source?.readyState === EventSource.CLOSED) {
        stop()
        setTimeout(start, 1000)
      }
    }
  }
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? stop() : start()))
  addEventListener('pagehide', stop)
  addEventListener('pageshow', start)
  for (const details of block.querySelectorAll('details')) {
    const key = 'evenkeel ' + details.dataset.name + ' ' + location.pathname
    const kept = sessionStorage.getItem(key)
    if (kept !== null) details.open = kept === 'open'
    details.addEventListener('toggle', () => sessionStorage.setItem(key, details.open ? 'open' : 'shut'))
  }
  start()
})()
`.trim()
