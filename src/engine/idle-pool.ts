/** tfjs-wasm's pool of threads, which never compute here. */

/** What emscripten's pool asks of a worker before it counts as ready. */
class IdleWorker {
  onmessage: ((event: { readonly data: { readonly cmd: 'loaded' } }) => void) | null = null

  postMessage({ cmd }: { readonly cmd?: string }): void {
    if (cmd === 'load') queueMicrotask(() => this.onmessage?.({ data: { cmd: 'loaded' } }))
  }

  terminate(): void {}
}

/**
 * Runs `work` while workers from blobs are ones that are always ready and do nothing. tfjs-wasm with shared memory starts eight before its backend is
 * there, whatever `setThreadsCount` says; ours compute (kernels/crew.ts). Other workers are real.
 */
export async function withIdlePool<T>(work: () => Promise<T>): Promise<T> {
  const { Worker: Real } = globalThis
  if (!Real) return await work()
  const Chosen = new Proxy(Real, {
    construct: (_, [url, options]: [string | URL, WorkerOptions?]) =>
      options === undefined && `${url}`.startsWith('blob:') ? new IdleWorker() : new Real(url, options),
  })
  globalThis.Worker = Chosen
  try {
    return await work()
  } finally {
    if (globalThis.Worker === Chosen) globalThis.Worker = Real
  }
}
