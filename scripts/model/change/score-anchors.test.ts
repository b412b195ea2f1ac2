import { expect, test } from 'vitest'
import { withAnchors } from './score-anchors.ts'

test('Scores stand on a line each, with what a 1 and a 4 are; nothing else is touched.', () => {
  expect(withAnchors('id: x\nrisk: {blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1}\nz: 1\n'))
    .toBe(`id: x
risk:
  blast_radius: 3 # 1 nobody outside the team would notice … 4 several services, or customers' data
  rollback_difficulty: 2 # 1 a switch, within a minute … 4 cannot be undone, or only from a backup
  complexity: 2 # 1 one step that is done every week … 4 several teams or systems that move together
  timing: 1 # 1 quiet hours, everybody needed is at hand … 4 peak hours, beside another event, or nobody to help
z: 1
`)
})
