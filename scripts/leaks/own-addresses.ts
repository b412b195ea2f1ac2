import { withoutEndSlashes } from '#model/page-address'

/*
 * Internal notes may name any address of our own public site: its pages, feeds, data and files.
 */

/** What notes may say of the files of a site. */
export interface OwnAddresses {
  /** Addresses of which every beginning is one, too. */
  beginnings: string[]
  /** What says only as a whole which file it is; whole addresses are among them. */
  names: string[]
}

/** `url` is where the site lives, without a slash at the end; `files` are the paths in it, with `/`. */
export function ownAddresses(url: string, files: readonly string[]): OwnAddresses {
  const folder = withoutEndSlashes(new URL(url).pathname)
  const paths = [...new Set(files.flatMap(spellings))]
  const beginnings = paths.flatMap((path) => [`${url}/${path}`, `${folder}/${path}`])
  return { beginnings, names: [...beginnings.map(pageOf), ...paths.flatMap(namesOf)] }
}

const pageOf = (path: string) => path.replace(/(?<=^|\/)index\.html$/, '')

/** As the file is called, as its address is written, and as people copy that. */
function spellings(path: string): string[] {
  const address = encodeURI(path)
  try {
    return [path, address, decodeURIComponent(path)]
  } catch {
    return [path, address]
  }
}

/** A bare word is no address: as the id of a record it must not stand there. */
function namesOf(path: string): string[] {
  const page = pageOf(path)
  const file = path.slice(path.lastIndexOf('/') + 1)
  return [path, page, page.replace(/\/$/, ''), file].filter((name) => /[./]/.test(name))
}

/**
 * Addresses that are made of public names, such as `components/<id>/`: any part of them is as public, so a service that
 * is called `web-services` gives nothing away about a folder `services/`.
 */
export const publicAddresses = (url: string, paths: readonly string[]): string[] =>
  paths.flatMap((path) => spellings(path).map((spelling) => `${url}/${spelling}`))
