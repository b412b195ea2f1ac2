import type { ComponentStatus } from '#model/records/update'

/** The shape of each state in a square of 16 by 16: states can be told apart without colour. */
export const SHAPES: Record<ComponentStatus, string> = {
  operational: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Z',
  degraded_performance: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 2v10A5 5 0 0 0 8 3Z',
  partial_outage: 'M8 1a7 7 0 1 0 7 7h-3.2A3.8 3.8 0 1 1 8 4.2Z',
  major_outage: 'M1.5 1.5h13v13h-13z',
  under_maintenance:
    'M10.8 1.2a4.3 4.3 0 0 0-4.1 5.6L1.3 12.2a1.75 1.75 0 0 0 2.5 2.5l5.4-5.4a4.3 4.3 0 0 0 5.5-5.1L12 6.8 9.9 6.1 9.2 4l2.6-2.7a4.3 4.3 0 0 0-1-.1Z',
}
