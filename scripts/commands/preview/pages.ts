import { escapeUTF8 as escape } from 'entities'
import { blockHtml, type Block } from './block.ts'

/** A page as a build writes it, with the block first in its body. */
export function withBlock(page: string, block: Block): string {
  // A page for other people's frames has a class on its body, and stays as it is.
  const begun = BEGINNING.exec(page)
  if (!begun) return page
  const start = begun.index + begun[0].length
  const head = withForms(page.slice(0, start))
  return (block.still ? withStillClock(head) : head) + blockHtml(block) + page.slice(start)
}

/**
 * Up to the page's link past what repeats, which stays the first one. No text of a record stands before it, and none
 * can write a tag.
 */
const BEGINNING = /<body>(?:(?:<svg class="none"[^>]*>(?:(?!<\/svg>)[^])*<\/svg>)?<a class="skip"[^>]*>[^<]*<\/a>)?/

/** The page's own policy forbids every form; the block has one. */
const withForms = (head: string): string =>
  head.replace(/(<meta http-equiv="content-security-policy" content="[^"]*)form-action 'none'/, "$1form-action 'self'")

/** As of another moment the page's script goes by that one, as it does in sample content, and not by the reader's clock. */
const withStillClock = (head: string): string =>
  head.replace(/<html(?=[^<>]* data-now=)(?![^<>]* data-sample)/, '<html data-sample=""')

/** A page of the preview's own, where a site has none. */
export interface Instead {
  title: string
  text: string
  /** Printed as it is: where our own code failed. */
  details?: string
  stylesheet: string
  icon: string
}

export const insteadHtml = ({ title, text, details, stylesheet, icon }: Instead, block: Block): string =>
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escape(title)}</title>`,
    `<link rel="icon" href="${escape(icon)}" type="image/svg+xml">`,
    `<link rel="stylesheet" href="${escape(stylesheet)}"></head><body>`,
    blockHtml(block),
    `<main class="ek-instead"><h1>${escape(title)}</h1><p>${escape(text)}</p>`,
    details === undefined ? '' : `<pre tabindex="0">${escape(details)}</pre>`,
    '</main></body></html>',
  ].join('')
