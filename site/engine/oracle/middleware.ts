import type { MiddlewareHandler } from 'astro'
import { pageAt } from './pages'

/** Hands each page what the engine hands it. */
export const onRequest: MiddlewareHandler = ({ locals, url }, next) => {
  Object.assign(locals, pageAt(decodeURI(url.pathname))?.locals)
  return next()
}
