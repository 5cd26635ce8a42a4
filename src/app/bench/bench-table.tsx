/** The figures of #bench: how the start went, then every stage of every case. */
import { t } from '../i18n/t.ts'
import type { DeviceReport } from './bench-run.ts'
import { STAGE_NAMES } from './bench-text.ts'

export function BenchTable({ report: { networks, first, cases } }: { readonly report: DeviceReport }) {
  const { info, startup, peakGigaflops, copyGigabytes } = networks
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  const facts = [
    [
      t('Runs on'),
      t('{name}, one thread | {name}, {n} threads', {
        name: info.adapter ? `${info.backend} (${info.adapter})` : info.backend,
        n: info.threads,
      }),
    ],
    [t('Choosing it'), seconds(startup.backend)],
    [t('Download'), seconds(startup.download)],
    [t('Compilation'), seconds(startup.compile)],
    [t('First picture'), seconds(first)],
    [
      t('At best'),
      t('{rate} GFLOP/s, copying {copy} GB/s', { rate: peakGigaflops.toFixed(1), copy: copyGigabytes.toFixed(1) }),
    ],
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
        <section className="bench-scroll" tabIndex={0} aria-label={t('Times of every stage')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('Picture')}</th>
                <th scope="col">{t('Stage')}</th>
                <th scope="col">ms</th>
                <th scope="col">GFLOP/s</th>
                <th scope="col">{t('of the best')}</th>
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
                          {t('{n} ROIs', { n: wanted.rois })}
                        </th>
                      )}
                      <td>{t(STAGE_NAMES[stage])}</td>
                      <td>{time.toFixed(0)}</td>
                      <td>{gigaflop > 0 && rate.toFixed(1)}</td>
                      <td>{gigaflop > 0 && `${((100 * rate) / report.peakGigaflops).toFixed(0)} %`}</td>
                    </tr>
                  )
                })}
                <tr className="bench-sum">
                  <td>{t('all')}</td>
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
