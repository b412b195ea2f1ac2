import { contrast, ENOUGH, LIGHT, readable } from '#model/status/brand'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'brand-contrast',
  severity: 'warning',
  scope: 'record',
  doc: "The brand's colour can be read on the public page.",
  *check({ catalog }) {
    const { color } = catalog.site.brand
    if (color === undefined || contrast(color, LIGHT) >= ENOUGH.light) return
    yield {
      at: { file: 'site.yaml', path: ['brand', 'color'] },
      message: `Unexpected colour with a contrast of ${contrast(color, LIGHT).toFixed(1)} on the page, expected at least ${ENOUGH.light}.`,
      help: `Links are written in ${readable(color, LIGHT, ENOUGH.light)} instead, its nearest readable neighbour; name that or another one.`,
    }
  },
})
