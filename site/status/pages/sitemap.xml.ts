import type { APIRoute } from 'astro'
import { sitemapFile } from '#export/sitemap'
import { current } from '../here'

export const GET: APIRoute = ({ locals }) => {
  const { languages, site } = locals.status
  const addresses = languages.map(
    ({ at }) =>
      (path: string) =>
        new URL(at(path), site.url).href,
  )
  return new Response(sitemapFile(current(locals).status, addresses), {
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  })
}
