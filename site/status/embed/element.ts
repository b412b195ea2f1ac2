import { bannerOf } from './banner.ts'
import { STYLE } from './style.ts'

/*
 * `<evenkeel-status src="https://status.acme.example" refresh="120">`: a banner for any page, there only while the status
 * page has something to tell. Its link leads to the status page, whatever that says.
 */

const { currentScript } = document
/** The folder that this script came from: where the status page is, if nobody says otherwise. */
const home = currentScript instanceof HTMLScriptElement ? new URL('.', currentScript.src).href : ''

/** A status page's address with a slash at its end. Throws a TypeError where there is none that can be opened. */
function pageOf(src: string | null): string {
  const url = src ? new URL(src, document.baseURI) : new URL(home)
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(url.protocol)
  url.search = url.hash = ''
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url.href
}

/** Seconds between two looks: two minutes, or what the host says within half a minute and an hour. */
const pauseOf = (refresh: string | null): number => Math.min(Math.max(Number(refresh) || 120, 30), 3600)

/** Keeps the banner of an element up to date while someone sees the page; returns what ends it. */
function keep(host: Element, place: Element): () => void {
  let asked = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  const wait = () => {
    clearTimeout(timer)
    if (!document.hidden) timer = setTimeout(look, asked + pauseOf(host.getAttribute('refresh')) * 1000 - Date.now())
  }
  const look = async () => {
    asked = Date.now()
    let line: Element | null = null
    try {
      line = await bannerOf(pageOf(host.getAttribute('src')))
    } catch {
      // A page without its status is better than one with a complaint about it.
    }
    if (ended) return
    // What is said again is not said aloud again.
    if (!line) place.replaceChildren()
    else if (!line.isEqualNode(place.firstChild)) place.replaceChildren(line)
    wait()
  }
  document.addEventListener('visibilitychange', wait)
  wait()
  return () => {
    ended = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', wait)
  }
}

class EvenkeelStatus extends HTMLElement {
  static observedAttributes = ['src', 'refresh']
  place = document.createElement('div')
  end = () => {}

  constructor() {
    super()
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet]
    // It is there before anything comes into it: only then does a screen reader hear of that.
    this.place.setAttribute('role', 'status')
    root.append(this.place)
  }
  connectedCallback() {
    this.end()
    this.end = keep(this, this.place)
  }
  disconnectedCallback() {
    this.end()
  }
  attributeChangedCallback() {
    if (this.isConnected) this.connectedCallback()
  }
}

if (!customElements.get('evenkeel-status')) customElements.define('evenkeel-status', EvenkeelStatus)
