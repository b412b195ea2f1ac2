import { expect, test } from 'vitest'
import { ownScript, pagePolicy } from './headers.ts'

const policy = (more: string) =>
  `<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self'${more}">`
const page = (head: string, body = '') =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`

test('The one script that a page holds itself may run, by its digest.', () => {
  const own = ownScript(page(policy(" 'sha256-AbC/+1=='; img-src 'self'")))
  expect(pagePolicy('ops', own)).toMatch(/^script-src 'self' 'sha256-AbC\/\+1=='; object-src 'none';/)
})

test('No other page, and no text of one, lets a script run.', () => {
  for (const html of [
    page(''),
    page(policy('')),
    page(policy(" 'unsafe-inline'")),
    page('', policy(" 'sha256-AbC='")),
    page(`<title>${policy(" 'sha256-AbC='")}</title>`),
  ])
    expect(ownScript(html)).toBe('')
  expect(pagePolicy('ops')).toMatch(/^script-src 'self'; object-src 'none';/)
})
