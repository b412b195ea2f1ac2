import { robotsFile } from '#export/sitemap'
import { at } from '../../shared/address'
import { status } from '../data'

const { sample, url } = status.site

export const GET = () =>
  new Response(robotsFile(sample, new URL(at('/sitemap.xml'), url).href), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
