/** The figures of #bench: how the start went, then every stage of every case. */
import { t } from '../i18n/t.ts'
import type { DeviceReport } from './bench-run.ts'
import { percent, STAGE_NAMES } from './bench-text.ts'
import { sharesOf } from './shares.ts'

export function BenchTable({ report: { networks, first, cases } }: { readonly report: DeviceReport }) {
  const { info, startup, peakGigaflops, multiplyAddGigaflops, copyGigabytes } = networks
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
    [t('Best kernel of TensorFlow.js'), `${peakGigaflops.toFixed(1)} GFLOP/s`],
    [
      t('Possible multiply-adds'),
      multiplyAddGigaflops === null ? t('not measurable') : `${multiplyAddGigaflops.toFixed(1)} GFLOP/s`,
    ],
    [t('Copying memory'), `${copyGigabytes.toFixed(1)} GB/s`],
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
                <th scope="col">{t('of the best kernel')}</th>
                <th scope="col">{t('of the possible')}</th>
              </tr>
            </thead>
            {cases.map(({ wanted, report, milliseconds }) => (
              <tbody key={`${wanted.width} ${wanted.rois}`}>
                {report.stages.map((speed, index) => {
                  const { stage, milliseconds: time } = speed
                  const shares = sharesOf(speed, report)
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
                      <td>{shares?.gigaflops.toFixed(1)}</td>
                      <td>{shares && percent(shares.ofBest)}</td>
                      <td>{shares && percent(shares.ofPossible)}</td>
                    </tr>
                  )
                })}
                <tr className="bench-sum">
                  <td>{t('all')}</td>
                  <td>{milliseconds.toFixed(0)}</td>
                  <td />
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
