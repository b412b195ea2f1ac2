import { lapse, untilBegin, untilDue } from '../view/lapse.ts'
import { newUpdateAddress } from '../new-update.ts'

const at = (element: Element, attribute: string) => Date.parse(element.getAttribute(attribute) ?? '')

/** A page of sample content lives in the time of its story: its clock starts at the moment that it was made for. */
const built = document.querySelector('[data-sample]')
const start = built ? at(built, 'data-sample') : NaN
const clock = () => (Number.isNaN(start) ? Date.now() : start + performance.now())

function say(element: Element, text: string) {
  if (element.textContent !== text) element.textContent = text
}

function tick() {
  const now = clock()
  for (const element of document.querySelectorAll('[data-since]')) say(element, lapse(now - at(element, 'data-since')))
  for (const element of document.querySelectorAll('[data-due]')) say(element, untilDue(at(element, 'data-due'), now))
  for (const element of document.querySelectorAll('[data-until]'))
    say(element, untilBegin(at(element, 'data-until'), now))
  for (const element of document.querySelectorAll<HTMLAnchorElement>('a[data-update]')) address(element, now)
  for (const element of document.querySelectorAll<HTMLElement>('[data-as-of]')) age(element, now)
}

/** An old page says so: what has happened since stands nowhere on it. */
function age(element: HTMLElement, now: number) {
  const lasted = now - at(element, 'data-as-of')
  const old = lasted > Number(element.dataset['old'])
  const words = element.querySelector('[data-age]')
  element.toggleAttribute('data-is-old', old)
  if (old) element.hidden = false
  if (words)
    say(
      words,
      old
        ? `, ${lapse(lasted)} ago. What has happened since isn’t here: reload, and see whether builds still run.`
        : '',
    )
}

function address(link: HTMLAnchorElement, now: number) {
  const { update: folder, state, first, cadence } = link.dataset
  if (folder === undefined || state === undefined) return
  const promised = cadence === undefined ? null : Number(cadence)
  link.href = newUpdateAddress({ folder, state, first: first !== undefined, cadence: promised }, now)
}

/** Says it now, every ten seconds, and at once in a page that lay in the background. */
export function sayByTheClock() {
  tick()
  setInterval(tick, 10_000)
  document.addEventListener('visibilitychange', tick)
  addEventListener('pageshow', tick)
}
