import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SiteName } from '#site/engine/compile.ts'
import type { Block } from './block.ts'
import { baseOf, decodedPath, type Current } from './current.ts'
import { ownScript, pagePolicy, FILE_POLICY, typeOf } from './headers.ts'
import type { LiveViews, OpenView } from './live-views.ts'
import { insteadHtml, withBlock, type Instead } from './pages.ts'
import { AS_IT_IS, askedView, folderOf, viewOf, type View } from './view.ts'

/** What a browser is told. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

/** One site of a preview. */
export interface PreviewedSite {
  site: SiteName
  views: LiveViews
  /** Files of the compiled site that are as they are, by their path. */
  files: ReadonlyMap<string, Uint8Array>
  current: () => Current
  /** Whether the moment was given, so that no clock goes by it. */
  still: boolean
  /** Where a site is previewed, as this browser calls it: `http://localhost:4321`. */
  origin: (site: SiteName) => string
}

/** Files of a compiled site that are as they are. */
export const staticFiles = (engine: string): ReadonlyMap<string, Uint8Array> =>
  new Map(
    globSync('**/*.*', { cwd: join(engine, 'client') }).map((file) => [
      `/${file.replaceAll('\\', '/')}`,
      readFileSync(join(engine, 'client', file)),
    ]),
  )

/** Answers for an address of a site, `/-/as-of/…/incidents/x/?now=…`. Only what a site has is ever answered. */
export async function answer(previewed: PreviewedSite, address: string): Promise<Answer> {
  const { site, current } = previewed
  const [raw = '/', query = ''] = address.split('?', 2)
  const found = viewOf(decoded(raw) ?? '/-/')
  if (!found || (found.view.approved && site === 'ops')) return instead(previewed, AS_IT_IS, '/', NO_ADDRESS)
  const { view, rest } = found
  const asked = askedView(new URLSearchParams(query), view, current().assessment.catalog.site.time_zone)
  const base = baseOf(site, current())
  // The page's path within the site; all of the site for an address outside of it.
  const path = rest.startsWith(base) ? rest.slice(base.length - 1) : '/'
  if (asked && 'error' in asked)
    return instead(previewed, view, path, { status: 400, title: 'This is no time', text: asked.error })
  if (asked) return redirect(folderOf(site === 'ops' ? { ...asked, approved: false } : asked) + rest.slice(1))
  if (base !== '/' && (rest === '/' || `${rest}/` === base)) return redirect(folderOf(view) + base.slice(1))
  if (!rest.startsWith(base)) return instead(previewed, view, path, NO_ADDRESS)
  try {
    return await answerIn(previewed, view, path)
  } catch (error) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return instead(previewed, view, path, {
      status: 500,
      title: 'This page could not be rendered',
      text: 'This is a bug of ours, not of the content. The preview goes on.',
      details,
    })
  }
}

const NO_ADDRESS = { status: 404, title: 'There is no such page', text: 'No page of this site has that address.' }

/** The path of an address as a site names its files; null where it is none. Slashes at the front lead nowhere else. */
const decoded = (path: string): string | null => decodedPath(path)?.replace(/^\/*/, '/') ?? null

async function answerIn(previewed: PreviewedSite, view: View, path: string): Promise<Answer> {
  const open = await previewed.views.open(view)
  const file = open.files.get(path.slice(1)) ?? previewed.files.get(path)
  if (file) return { status: 200, headers: headersOf(previewed.site, path), body: file }
  if (open.paths.has(path)) return pageOf(previewed, view, open, path)
  if (open.paths.has(`${path}/`)) return redirect(`${open.base}${path.slice(1)}/`)
  return withoutPage(previewed, view, open, path)
}

async function pageOf(previewed: PreviewedSite, view: View, open: OpenView, path: string): Promise<Answer> {
  const bytes = await open.page(path)
  if (bytes === null) throw new Error(`${path} is gone.`)
  const headers = headersOf(previewed.site, path)
  if (!headers['Content-Type']?.startsWith('text/html')) return { status: 200, headers, body: bytes }
  const html = new TextDecoder().decode(bytes)
  return {
    status: 200,
    headers: { ...headers, 'Content-Security-Policy': pagePolicy(previewed.site, ownScript(html)) },
    body: withBlock(html, blockFor(previewed, view, path, open.now)),
  }
}

const NOT_YET = {
  title: 'Not public yet',
  text: 'Customers find nothing at this address before what stands above is shown.',
}
const LEFT_OUT = {
  title: 'Left out',
  text: 'There is no page here: the record that it is made from has an error. Correct it, and the page comes back.',
}

/** Where a site has no page: what isn't shown says why, and anything else is the site's own page for it. */
async function withoutPage(previewed: PreviewedSite, view: View, open: OpenView, path: string): Promise<Answer> {
  const block = blockFor(previewed, view, path, open.now)
  if (previewed.site === 'status' && block.waiting.length > 0)
    return instead(previewed, view, path, { status: 200, ...NOT_YET })
  if (block.findings.length > 0) return instead(previewed, view, path, { status: 200, ...LEFT_OUT })
  const missing = await open.page('/404.html')
  if (missing === null) return instead(previewed, view, path, NO_ADDRESS)
  return {
    status: 404,
    headers: headersOf(previewed.site, '/404.html'),
    body: withBlock(new TextDecoder().decode(missing), block),
  }
}

/** A page of the preview's own. `path` is that of the page that isn't there. */
function instead(
  previewed: PreviewedSite,
  view: View,
  path: string,
  { status, ...page }: Omit<Instead, 'stylesheet' | 'icon'> & { status: number },
): Answer {
  const { catalog } = previewed.current().assessment
  const file = (name: string) => encoded(baseOf(previewed.site, previewed.current()) + name)
  const own = { stylesheet: file('style.css'), icon: file(previewed.site === 'ops' ? 'favicon.svg' : 'icon.svg') }
  const block = blockFor(previewed, view, path, view.now ?? catalog.now)
  return { status, headers: headersOf(previewed.site, '/'), body: insteadHtml({ ...page, ...own }, block) }
}

const headersOf = (site: SiteName, path: string): Record<string, string> => {
  const type = typeOf(path)
  return {
    'Content-Type': type,
    'Content-Security-Policy': type.startsWith('text/html') ? pagePolicy(site) : FILE_POLICY,
  }
}

/** Within the site: more than one slash at the front would name another host. */
function redirect(path: string): Answer {
  return { status: 303, headers: { Location: encoded(path.replace(/^\/+/, '/')) }, body: '' }
}
const encoded = (path: string) => encodeURI(path).replaceAll(/[?#]/g, encodeURIComponent)

function blockFor({ site, current, origin, still }: PreviewedSite, view: View, path: string, now: number): Block {
  const content = current()
  const { site: settings } = content.assessment.catalog
  const page = site === 'status' ? withoutLanguage(path, settings.locales ?? []) : path
  const at = (one: SiteName, in_: View, where: string) => {
    const address = encoded(folderOf(in_) + baseOf(one, content).slice(1) + where.slice(1))
    return one === site ? address : origin(one) + address
  }
  const other = site === 'status' ? 'ops' : 'status'
  return {
    version: content.version,
    view,
    now,
    still: view.now !== null || still,
    timeZone: settings.time_zone,
    asItIs: at(site, AS_IT_IS, path),
    other: {
      name: other === 'ops' ? 'Ops site' : 'Status page',
      href: at(other, other === 'ops' ? { ...view, approved: false } : view, '/'),
    },
    findings: content.findingsOf(site, page),
    all: page === '/',
    waiting: content.waitingOn(site, page, view, now).map(({ page: where, ...one }) => ({
      ...one,
      href: at('status', { now: one.from ?? view.now, approved: one.approval || view.approved }, where),
    })),
    trouble: content.trouble,
  }
}

/** A page has the same findings in every language. */
function withoutLanguage(path: string, locales: readonly string[]): string {
  const [, first = '', ...rest] = path.split('/')
  return locales.includes(first) ? `/${rest.join('/')}` : path
}
