import { sitemapFile } from '#export/sitemap'
import { status } from '../data'
import { languages } from '../language'

const addresses = languages.map(
  ({ at }) =>
    (path: string) =>
      new URL(at(path), status.site.url).href,
)

export const GET = () =>
  new Response(sitemapFile(status, addresses), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
