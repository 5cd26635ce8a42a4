/** What a WebGPU adapter does at best: multiply-adds that stay in registers, and memory copied from end to end. */
import copyShader from './copy.wgsl?raw'
import multiplyAddShader from './multiply-add.wgsl?raw'

const WORKGROUP = 64
/** Fills a large adapter several times over. */
const WORKGROUPS = 4096
/** Multiply-adds of a round in the shader: eight chains of four lanes. */
const MULTIPLY_ADDS_A_ROUND = 8 * 4
/** ms; shorter runs measure how work is handed over. */
const LONG_ENOUGH = 20
const MOST_ROUNDS = 2 ** 16
const REPEATS = 5

/** GFLOP/s, the best of several runs. @throws the signal's reason */
export async function webgpuMultiplyAdds(device: GPUDevice, signal?: AbortSignal): Promise<number> {
  const invocations = WORKGROUPS * WORKGROUP
  const results = device.createBuffer({ label: 'multiply-adds', size: invocations * 16, usage: GPUBufferUsage.STORAGE })
  const rounds = device.createBuffer({
    label: 'rounds',
    size: 16,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  })
  const run = await kernel(device, multiplyAddShader, [rounds, results], WORKGROUPS)
  try {
    const timeOf = async (count: number) => {
      signal?.throwIfAborted()
      device.queue.writeBuffer(rounds, 0, new Uint32Array([count, 0, 0, 0]))
      return run()
    }
    // The first run compiles.
    await timeOf(1)
    let count = 1
    while (count < MOST_ROUNDS && (await timeOf(count)) < LONG_ENOUGH) count *= 2
    const milliseconds = await best(() => timeOf(count))
    return (2 * MULTIPLY_ADDS_A_ROUND * invocations * count) / milliseconds / 1e6
  } finally {
    results.destroy()
    rounds.destroy()
  }
}

/** GB/s of so many bytes, read and written together, the best of several runs. @throws the signal's reason */
export async function webgpuCopy(device: GPUDevice, bytes: number, signal?: AbortSignal): Promise<number> {
  const [from, to] = ['from', 'to'].map((label) =>
    device.createBuffer({ label, size: bytes, usage: GPUBufferUsage.STORAGE }),
  ) as [GPUBuffer, GPUBuffer]
  // Each invocation copies 64 bytes.
  const run = await kernel(device, copyShader, [from, to], bytes / (64 * WORKGROUP))
  try {
    const milliseconds = await best(() => {
      signal?.throwIfAborted()
      return run()
    })
    return (2 * bytes) / milliseconds / 1e6
  } finally {
    from.destroy()
    to.destroy()
  }
}

/** The shader's `main` on the buffers, as a function that runs it once and returns ms. */
async function kernel(device: GPUDevice, code: string, buffers: readonly GPUBuffer[], workgroups: number) {
  const module = device.createShaderModule({ code })
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint: 'main' } })
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
  return async () => {
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(workgroups)
    pass.end()
    const start = performance.now()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
    return performance.now() - start
  }
}

/** ms of the quickest of several runs; one before them does not count. */
async function best(run: () => Promise<number>): Promise<number> {
  await run()
  const times: number[] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) times.push(await run())
  return Math.min(...times)
}
