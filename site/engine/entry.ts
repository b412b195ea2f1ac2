import { createApp } from 'astro/app/entrypoint'
import type { ReadyPage } from './page'
import { withoutControls } from './without-controls'

/*
 * What a compiled site exports: `site(data, base)` says which pages there are, `render` makes one of them. Which site
 * it is, the configuration decides.
 */

export { site } from 'virtual:site'

const app = createApp({ streaming: false })
const routes = new Map(app.manifestData.routes.map((route) => [route.route, route]))

const TEXT = /^text\/|xml|json/

/** The bytes of a page. Throws what the page throws: that is a bug of ours, for content never breaks a page. */
export async function render({ path, route, locals }: ReadyPage): Promise<Uint8Array> {
  const routeData = routes.get(route)
  if (!routeData) throw new Error(`No route ${route} for ${path}.`)
  let failure: unknown
  const failed = (error: unknown) => {
    failure = error
  }
  const request = new Request(`http://site.invalid${sampleAddress(route)}`)
  const response = await app.render(request, { routeData, locals: { ...locals, failed } })
  if (failure !== undefined) throw failure
  if (response.status !== (route === '/404' ? 404 : 200)) throw new Error(`${path} was answered ${response.status}.`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  return TEXT.test(response.headers.get('content-type') ?? '') ? withoutControls(bytes) : bytes
}

/**
 * An address that a route matches, for Astro insists on one: `/incidents/x/`. The page's own isn't asked: which route
 * renders it is known, and a record's name may look like anything.
 */
const sampleAddress = (route: string): string => {
  const path = route.replaceAll(/\/\[\.\.\.\w+\]/g, '').replaceAll(/\[\w+\]/g, 'x')
  return path.endsWith('/') || /\.\w+$/.test(route) ? path : `${path}/`
}
