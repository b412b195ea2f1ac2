import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import { COMPONENT_STATUSES } from '#model/records/update'
import { badge, type Badge } from './badge.ts'

const FINE: Badge = {
  label: 'Acme',
  message: 'All systems operational',
  tone: 'operational',
  title: 'Acme: All systems operational. As of 1 March 2026 at 11:00 UTC',
}

const SVG = { svg: 'http://www.w3.org/2000/svg' }

/** What a reader of the image gets, by a parser that takes nothing but well-formed XML. */
function read(text: string) {
  const document = XmlDocument.fromString(text)
  const all = (path: string) => document.find(path, SVG).map((node) => node.content)
  const found = {
    label: all('/svg:svg/@aria-label')[0],
    title: all('/svg:svg/svg:title')[0],
    role: all('/svg:svg/@role')[0],
    texts: all('//svg:text[not(ancestor::*[@aria-hidden])]'),
    fills: all('//svg:rect/@fill').filter((fill) => fill.startsWith('#')),
    ink: all('//svg:g[svg:g/svg:text or svg:text]/@fill'),
    elements: [...new Set(document.find('//*').flatMap((node) => (node instanceof XmlElement ? node.name : [])))],
    width: Number(all('/svg:svg/@width')[0]),
  }
  document.dispose()
  return found
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastWithWhite(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
}
const channels = (hex: string) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16))

describe('A badge', () => {
  test('shows label and message, and says them with the time that they are of.', () => {
    expect(read(badge(FINE))).toMatchObject({
      role: 'img',
      label: 'Acme: All systems operational. As of 1 March 2026 at 11:00 UTC',
      title: 'Acme: All systems operational. As of 1 March 2026 at 11:00 UTC',
      texts: ['Acme', 'All systems operational'],
    })
  })

  test('keeps its title where that is no more than label and message.', () => {
    expect(read(badge({ ...FINE, title: 'Acme: All systems operational' })).title).toBe('Acme: All systems operational')
  })

  test.each(COMPONENT_STATUSES)('in the colour of %s can be read, the light edge at its top too.', (tone) => {
    const { fills, ink } = read(badge({ ...FINE, tone }))
    expect(ink).toContain('#fff')
    expect(fills).toHaveLength(2)
    for (const fill of fills) {
      const colour = channels(fill)
      // The flat style lays a tenth of #bbb over it.
      const edge = colour.map((value) => 0.9 * value + 0.1 * 0xbb)
      expect(contrastWithWhite(colour)).toBeGreaterThan(4.5)
      expect(contrastWithWhite(edge)).toBeGreaterThan(4.5)
    }
  })

  test('has another colour for every state.', () => {
    const colours = COMPONENT_STATUSES.map((tone) => read(badge({ ...FINE, tone })).fills[1])
    expect(new Set(colours).size).toBe(5)
  })

  const plainElements = read(badge(FINE)).elements
  test.each([
    ['quotes', `Say "hi" & 'bye'`],
    ['a script', '<script>alert(1)</script>'],
    ['the end of a section', 'a ]]> b'],
    ['a closed title', '</title><image href="//evil.example"/>'],
    ['a reference', '&amp; &#60;b&#62; &unknown;'],
    ['what a replacement would read', '$& $1 $` $<x>'],
    ['emoji', 'Parcels 🚚👩‍👩‍👧'],
    ['Arabic', 'حالة الخدمة'],
    ['Japanese', '決済サービス'],
  ])('shows %s as they are written.', (_, text) => {
    const shown = read(badge({ label: text, message: text, tone: 'major_outage', title: text }))
    expect(shown).toMatchObject({ label: text, title: text, texts: [text, text], elements: plainElements })
  })

  test('leaves out what no XML may hold, and marks that turn text around.', () => {
    const shown = read(badge({ ...FINE, label: 'a\u0000b\n\tc\u202Ed\uD800e\uFFFF' }))
    expect(shown.texts[0]).toBe('a b cd\uFFFDe')
  })

  test('shortens what is too long, between characters, and says it whole in its title.', () => {
    const long = `${'x'.repeat(38)}👩‍👩‍👧${'y'.repeat(361)}`
    const shown = read(badge({ ...FINE, label: long, message: 'y'.repeat(400), title: long }))
    expect(shown.texts).toEqual([`${'x'.repeat(38)}👩‍👩‍👧…`, `${'y'.repeat(59)}…`])
    expect(shown.title).toBe(long)
    expect(shown.width).toBeLessThan(900)
  })

  test('does not stretch letters that join, or the word would fall apart.', () => {
    const stretched = (label: string) => badge({ ...FINE, label }).match(/textLength/g)?.length
    // Each text is drawn three times: itself, and twice as its shadow.
    expect([stretched('Status'), stretched('決済'), stretched('حالة الخدمة'), stretched('स्थिति')]).toEqual([6, 6, 3, 3])
  })

  test('without a label is the message alone.', () => {
    expect(read(badge({ ...FINE, label: '' })).texts).toEqual(['All systems operational'])
  })

  test('is the same every time.', () => {
    expect(badge(FINE)).toBe(badge({ ...FINE }))
  })
})
