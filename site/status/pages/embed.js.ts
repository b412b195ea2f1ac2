import { bundle } from '../script'

export const GET = async () =>
  new Response(await bundle('site/status/embed/element.ts'), {
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  })
