import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Vitest leaves one core free; on two cores that is half the machine.
    maxWorkers: '100%',
    // Tests that compile programs, or build a user's project with a real tool, take seconds; on a busy machine several.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
