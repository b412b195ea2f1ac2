import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files whose tests start processes come first, while their own is small: to start one, Node forks, and that takes 18 ms
 * from a process of 450 MB, 1.4 ms from one of 46.
 */
class ProcessesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's: the sequencer's own
    const sorted = await super.sort(files)
    const starts = new Set(sorted.filter(({ moduleId }) => STARTS.test(readFileSync(moduleId, 'utf8'))))
    return [...starts, ...sorted.filter((file) => !starts.has(file))]
  }
}
const STARTS = /node:child_process|fixtures\/(?:in-process|gate-command|command-line)/

// What Node makes of a module is kept for the next process: starting the command line, which tests do hundreds of times,
// costs half.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '.cache/compiled')

export default defineConfig({
  test: {
    // An order that is asked for is another one.
    ...(process.argv.some((flag) => flag.startsWith('--sequence')) ? {} : { sequence: { sequencer: ProcessesFirst } }),
    projects: [
      // Files share a process: most of their time would go into loading the same modules again. So no test may leave
      // anything behind, in whatever order they run. Processes, not threads: those can't be given another time zone.
      {
        test: {
          name: 'unit',
          include: ['scripts/**/*.test.ts', 'site/**/*.test.ts'],
          exclude: ['**/*.system.test.ts'],
          setupFiles: 'scripts/fixtures/same-values.ts',
          pool: 'forks',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // These build whole sites and drive a browser: two files at a time, on two cores.
      {
        test: {
          name: 'system',
          include: ['scripts/**/*.system.test.ts', 'site/**/*.system.test.ts'],
          globalSetup: 'scripts/fixtures/engines.ts',
          setupFiles: 'scripts/fixtures/same-values.ts',
          maxWorkers: 2,
          testTimeout: 240_000,
          // A second, which is vitest's own, is short on a busy machine.
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
