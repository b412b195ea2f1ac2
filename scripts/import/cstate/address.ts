import { withoutEndSlashes } from '#model/page-address'
import { hasUserInfo, isSafeUrl } from '#model/records/field'
import type { CstateConfig, CstateIssue } from './format.ts'

/** Where cState serves an issue, which old links lead to; null where that can't be told. */
export function addressOf(
  { id, slug, url }: Pick<CstateIssue, 'id' | 'slug' | 'url'>,
  { baseurl, permalinks, uglyurls }: Pick<CstateConfig, 'baseurl' | 'permalinks' | 'uglyurls'>,
): string | null {
  if (baseurl === null || !/^https?:\/\/[^\s/]/i.test(baseurl) || !URL.canParse(baseurl)) return null
  if (url !== null && /^https?:/i.test(url)) return safe(url)
  if (url === null && (permalinks?.issues !== undefined || permalinks?.page !== undefined)) return null
  const folders = id.split('/').slice(0, -1)
  const name = slug ?? id.split('/').at(-1) ?? ''
  const path = url === null ? ['issues', ...folders, name].map(pathPart).join('/') + (uglyurls ? '.html' : '/') : url
  return safe(`${withoutEndSlashes(baseurl)}/${path.replace(/^\/+/, '')}`)
}

const safe = (url: string): string | null =>
  isSafeUrl(url) && !hasUserInfo(url) && URL.canParse(url) ? new URL(url).href : null

/** A name in an address, as Hugo makes it: small letters, a dash for each space, and no other signs than these. */
const pathPart = (name: string): string =>
  encodeURIComponent(
    name
      .toLowerCase()
      .trim()
      .replaceAll(/\s/g, '-')
      .replaceAll(/[^\p{L}\p{M}\p{N}._+~@#-]/gu, ''),
  )
