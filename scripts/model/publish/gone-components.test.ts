import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { GOOD } from '../../fixtures/good-content.ts'
import { publicCatalog } from './public.ts'

const NOW = Date.parse('2026-03-01T11:30:00Z')

test('An update that names thousands of services that never were takes no place from one that is gone.', () => {
  const many = Array.from({ length: 5000 }, (_, i) => `a${i}: major_outage`)
  const texts = new Map(
    Object.entries({
      ...GOOD,
      'incidents/2026/INC-2026-0002-many/index.md': `---
id: INC-2026-0002
title: Many
severity: SEV-3
services: []
started: 2026-03-01T11:20:00Z
---
`,
      'incidents/2026/INC-2026-0002-many/public/20260301T112000Z.md': `---
state: investigating
title: Many
components: {${many.join(', ')}}
---
We look into it.
`,
    }),
  )
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, NOW, () => NOW)
  const { components, incidents } = publicCatalog({ ...catalog, services: [] })
  expect(components.map(({ id }) => id)).toContain('checkout')
  expect(components).toHaveLength(200)
  expect(incidents).toHaveLength(2)
})
