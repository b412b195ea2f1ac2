import { robotsFile } from '#export/sitemap'
import { at } from '../../shared/address'
import { status } from '../data'

const { url } = status.site

export const GET = () =>
  new Response(robotsFile(new URL(at('/sitemap.xml'), url).href), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
