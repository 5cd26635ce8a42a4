/** WGSL of a 3×3 convolution with stride 1: bias, sum and activation in the same pass. */

/**
 * How the work is cut. A workgroup makes a tile of `run` × `rows` results of 8·`groups` channels; each invocation a row of `run` results of 8
 * channels, in registers.
 */
export interface Cut {
  readonly run: number
  readonly rows: number
  readonly groups: number
}

export interface Variant extends Cut {
  readonly relu: boolean
  readonly skip: boolean
  /** Whether results can be written four channels at a time. */
  readonly fours: boolean
}

/** Inputs that a chunk of the sum takes at a time. */
export const CHUNK = 4
/** Channels of an invocation's results. */
export const CHANNELS = 8
const [RADIUS, TAPS] = [1, 9]

/** Names that the shader gives its inputs, in their order. */
export const inputNames = (skip: boolean) => ['x', 'weights', 'bias', ...(skip ? ['skip'] : [])]

/**
 * Inputs as tfjs's WebGPU backend declares them: `x` in fours of channels, `weights` `[tiles, chunks, 9 · 4, 8 · groups]` in fours, `bias` and
 * `skip` in fours or single ones, as `result` is. A patch of the input with its frame and the filters of four inputs lie in the workgroup's memory; all
 * invocations of a row read the same filters, and their patches' rows are an odd number of vectors apart, so that no two of them meet in a bank.
 */
export function convolutionShader({ run, rows, groups, relu, skip, fours }: Variant): string {
  const wide = run + 2 * RADIUS
  const high = rows + 2 * RADIUS
  const apart = wide | 1
  const vectors = (CHANNELS / 4) * groups
  const invocations = rows * groups
  const along = Array.from({ length: run }, (_, at) => at)
  const each = (line: (at: number) => string, places = along) => places.map(line).join('\n')
  const products = [0, 1, 2].map((column) =>
    ['x', 'y', 'z', 'w'].map(
      (input, at) => `
      {
        let f = first + ${(column * CHUNK + at) * vectors};
        let f0 = taps[f];
        let f1 = taps[f + 1];
        ${each((x) => `a${x} = fma(vec4<f32>(p${x + column}.${input}), f0, a${x}); b${x} = fma(vec4<f32>(p${x + column}.${input}), f1, b${x});`)}
      }`,
    ),
  )
  return `
  var<workgroup> around: array<vec4<f32>, ${high * apart}>;
  var<workgroup> taps: array<vec4<f32>, ${TAPS * CHUNK * vectors}>;

  ${fours ? put4(relu, skip) : put1(relu, skip)}

  fn main() {
    let height = uniforms.xShape[1];
    let width = uniforms.xShape[2];
    let chunks = uniforms.xShape[3] / ${CHUNK};
    let tiles = uniforms.weightsShape[0];
    let left = i32(workgroupId.x) * ${run};
    let top = i32(workgroupId.y) * ${rows};
    let tile = i32(workgroupId.z) % tiles;
    let picture = i32(workgroupId.z) / tiles;
    let row = i32(localId.x);
    let group = i32(localId.y);
    ${each((x) => `var a${x} = vec4<f32>(0.0); var b${x} = vec4<f32>(0.0);`)}
    for (var chunk = 0; chunk < chunks; chunk++) {
      workgroupBarrier();
      for (var i = i32(localIndex); i < ${high * wide}; i += ${invocations}) {
        let y = i / ${wide};
        let at = vec2<i32>(top + y - ${RADIUS}, left + i % ${wide} - ${RADIUS});
        var value = vec4<f32>(0.0);
        if (coordsInBounds2D(at, vec2<i32>(height, width))) {
          value = x[((picture * height + at.x) * width + at.y) * chunks + chunk];
        }
        around[y * ${apart} + i % ${wide}] = value;
      }
      let begin = (tile * chunks + chunk) * ${TAPS * CHUNK * vectors};
      for (var i = i32(localIndex); i < ${TAPS * CHUNK * vectors}; i += ${invocations}) {
        taps[i] = weights[begin + i];
      }
      workgroupBarrier();
      for (var ky = 0; ky < 3; ky++) {
        let start = (row + ky) * ${apart};
        ${each((x) => `let p${x} = around[start + ${x}];`, [...along, run, run + 1])}
        let first = ky * ${3 * CHUNK * vectors} + group * ${CHANNELS / 4};
        ${products.flat().join('')}
      }
    }
    let y = top + row;
    let channel = (tile * ${groups} + group) * ${CHANNELS};
    if (y >= height) { return; }
    ${each((x) => `if (left + ${x} < width) { put((picture * height + y) * width + left + ${x}, channel, a${x}, b${x}); }`)}
  }`
}

const activated = (relu: boolean, value: string, zero: string) => (relu ? `max(${value}, ${zero})` : value)

function put4(relu: boolean, skip: boolean): string {
  const sum = skip ? ' + skip[at]' : ''
  return `
  fn put4(pixel: i32, channel: i32, value: vec4<f32>) {
    let channels = uniforms.outShape[3];
    if (channel >= channels) { return; }
    let at = (pixel * channels + channel) / 4;
    result[at] = ${activated(relu, `value + bias[channel / 4]${sum}`, 'vec4<f32>(0.0)')};
  }
  fn put(pixel: i32, channel: i32, a: vec4<f32>, b: vec4<f32>) {
    put4(pixel, channel, a);
    put4(pixel, channel + 4, b);
  }`
}

function put1(relu: boolean, skip: boolean): string {
  const sum = skip ? ' + skip[at]' : ''
  return `
  fn put1(pixel: i32, channel: i32, value: f32) {
    let channels = uniforms.outShape[3];
    if (channel >= channels) { return; }
    let at = pixel * channels + channel;
    result[at] = ${activated(relu, `value + bias[channel]${sum}`, '0.0')};
  }
  fn put(pixel: i32, channel: i32, a: vec4<f32>, b: vec4<f32>) {
    ${['a.x', 'a.y', 'a.z', 'a.w', 'b.x', 'b.y', 'b.z', 'b.w'].map((value, at) => `put1(pixel, channel + ${at}, ${value});`).join('\n    ')}
  }`
}
