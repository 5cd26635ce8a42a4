/** The figures of #bench: how the start went, then every stage of every case. */
import type { DeviceReport } from './bench-run.ts'
import { STAGE_NAMES } from './bench-text.ts'

export function BenchTable({ report: { networks, first, cases } }: { readonly report: DeviceReport }) {
  const { info, startup, peakGigaflops, copyGigabytes } = networks
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  const facts = [
    [
      'Runs on',
      `${info.backend}${info.adapter ? ` (${info.adapter})` : ''}, ${info.threads === 1 ? 'one thread' : `${info.threads} threads`}`,
    ],
    ['Choosing it', seconds(startup.backend)],
    ['Download', seconds(startup.download)],
    ['Compiling', seconds(startup.compile)],
    ['First picture', seconds(first)],
    ['At best', `${peakGigaflops.toFixed(1)} GFLOP/s, copying ${copyGigabytes.toFixed(1)} GB/s`],
  ] as const
  return (
    <>
      <dl className="bench-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {cases.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        <section className="bench-scroll" tabIndex={0} aria-label="Times of every stage">
          <table>
            <thead>
              <tr>
                <th scope="col">Picture</th>
                <th scope="col">Stage</th>
                <th scope="col">ms</th>
                <th scope="col">GFLOP/s</th>
                <th scope="col">of the best</th>
              </tr>
            </thead>
            {cases.map(({ wanted, report, milliseconds }) => (
              <tbody key={`${wanted.width} ${wanted.rois}`}>
                {report.stages.map(({ stage, milliseconds: time, gigaflop }, index) => {
                  const rate = (gigaflop / time) * 1000
                  return (
                    <tr key={stage}>
                      {index === 0 && (
                        <th scope="rowgroup" rowSpan={report.stages.length + 1}>
                          {wanted.width}×{wanted.height}
                          <br />
                          {wanted.rois} ROIs
                        </th>
                      )}
                      <td>{STAGE_NAMES[stage]}</td>
                      <td>{time.toFixed(0)}</td>
                      <td>{gigaflop > 0 && rate.toFixed(1)}</td>
                      <td>{gigaflop > 0 && `${((100 * rate) / report.peakGigaflops).toFixed(0)} %`}</td>
                    </tr>
                  )
                })}
                <tr className="bench-sum">
                  <td>all</td>
                  <td>{milliseconds.toFixed(0)}</td>
                  <td />
                  <td />
                </tr>
              </tbody>
            ))}
          </table>
        </section>
      )}
    </>
  )
}
