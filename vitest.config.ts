import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['scripts/**/*.test.ts', 'site/**/*.test.ts'],
          exclude: ['**/*.system.test.ts'],
          testTimeout: 20_000,
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
