import type { APIRoute } from 'astro'
import { robotsFile } from '#export/sitemap'

export const GET: APIRoute = ({ locals: { status } }) =>
  new Response(robotsFile(new URL(status.file('/sitemap.xml'), status.site.url).href), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
