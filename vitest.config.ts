import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      // Files share a process: most of their time would go into loading the same modules again. So no test may leave
      // anything behind, in whatever order they run. Processes, not threads: those can't be given another time zone.
      {
        test: {
          name: 'unit',
          include: ['scripts/**/*.test.ts', 'site/**/*.test.ts'],
          exclude: ['**/*.system.test.ts'],
          pool: 'forks',
          isolate: false,
          testTimeout: 60_000,
        },
      },
      // These build whole sites and drive a browser: two files at a time, on two cores.
      {
        test: {
          name: 'system',
          include: ['scripts/**/*.system.test.ts', 'site/**/*.system.test.ts'],
          maxWorkers: 2,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
