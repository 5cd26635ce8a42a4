/** Unit tests: beside the code, in Node. The stories in the browser are Playwright's. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'cli/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}'],
    environment: 'node',
    // A tfjs backend takes seconds to start on a small machine, many times as long on a busy one.
    testTimeout: 120_000,
  },
})
