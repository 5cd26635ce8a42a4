/** What the cpu backend, the plain definition, gives for self-test.ts's fixed network and picture. */
export const expectedScores: readonly number[] = [
  -0.460673, -0.813847, 0.670392, 0.641094, -0.462148, -0.811164, 0.671176, 0.63821, -0.466279, -0.81466, 0.676208,
  0.640409,
]
