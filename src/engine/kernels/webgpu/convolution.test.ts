import { expect, test } from 'vitest'
import { cutFor } from './convolution.ts'
import { convolutionShader } from './shader.ts'

test.each([4, 8])('a workgroup fits what every device has, with %i results in a row', (run) => {
  for (let outs = 1; outs <= 200; outs++) {
    const cut = cutFor(outs, run)
    expect(cut.rows * cut.groups).toBeLessThanOrEqual(256)
    const shader = convolutionShader({ ...cut, relu: true, skip: true, fours: outs % 4 === 0 })
    const vectors = [...shader.matchAll(/var<workgroup> \w+: array<vec4<f32>, (\d+)>/g)].map(([, count]) =>
      Number(count),
    )
    expect(vectors).toHaveLength(2)
    expect(16 * vectors.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(16_384)
  }
})
