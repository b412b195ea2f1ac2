import type { MiddlewareHandler } from 'astro'
import { readyPage } from '../page'
import { pageAt } from './pages'

/** Hands each page what the engine hands it. */
export const onRequest: MiddlewareHandler = ({ locals, url }, next) => {
  const page = pageAt(decodeURI(url.pathname))
  if (page) Object.assign(locals, readyPage(page).locals)
  return next()
}
