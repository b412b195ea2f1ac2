import type { MiddlewareHandler } from 'astro'

/** Astro makes an error page of whatever a page throws; a build has to know. */
export const onRequest: MiddlewareHandler = async ({ locals }, next) => {
  try {
    return await next()
  } catch (error) {
    locals.failed?.(error)
    throw error
  }
}
