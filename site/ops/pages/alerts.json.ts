import type { APIContext } from 'astro'
import { viewOf } from '../locals'

/** Where the page of each alert is, by its name in small letters: for whoever has typed it in another way. */
export function GET({ locals }: APIContext) {
  const pages = Object.entries(viewOf(locals, 'alert_pages')).map(([name, page]) => [name, locals.ops.href(page)])
  return new Response(JSON.stringify(Object.fromEntries(pages)), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}
