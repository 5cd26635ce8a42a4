/** The page at #bench: measures this device and gives the figures as text. Loaded on demand. */
import { useEffect, useRef, useState } from 'react'
import { english, said, t } from '../i18n/t.ts'
import { failureOf, failureTitle } from '../state/failure.ts'
import { usePictures } from '../state/picture-store.ts'
import { progressDetail, stageName } from '../state/progress-words.ts'
import { useSettings } from '../state/settings-store.ts'
import { type DeviceReport, measureDevice, type Step } from './bench-run.ts'
import { BenchTable } from './bench-table.tsx'
import { reportText } from './bench-text.ts'
import './bench.css'

export default function Bench() {
  const title = useRef<HTMLHeadingElement>(null)
  const stop = useRef<AbortController>(null)
  const [step, setStep] = useState<Step | null>(null)
  const [report, setReport] = useState<DeviceReport | null>(null)
  const [words, setWords] = useState('')
  const { preset, backend } = useSettings((state) => state.settings)
  const searching = usePictures((state) => state.job !== null)
  useEffect(() => {
    title.current?.focus()
    return () => stop.current?.abort()
  }, [])

  const run = async (short: boolean) => {
    const abort = new AbortController()
    stop.current = abort
    setReport(null)
    setWords('')
    try {
      await measureDevice({ preset, backend }, short, abort.signal, setStep, setReport)
      setWords(english('Measured.'))
    } catch (reason) {
      const { code, message } = failureOf(reason)
      setWords(
        abort.signal.aborted
          ? english('Stopped. What was measured before stays.')
          : `${failureTitle(code)}. ${message}`,
      )
    }
    setStep(null)
  }
  const copy = async () => {
    if (!report) return
    const device = { browser: navigator.userAgent, cores: navigator.hardwareConcurrency }
    await navigator.clipboard.writeText(reportText(report, device)).then(
      () => setWords(english('Copied.')),
      () => setWords(english('The browser did not let the page write to the clipboard. Select the table and copy it.')),
    )
  }

  return (
    <main className="bench" data-testid="bench">
      <h1 ref={title} tabIndex={-1}>
        {t('How fast is this device?')}
      </h1>
      <p>
        {t(
          'Every stage of the search runs on pictures of noise, with the preset “{preset}”. Nothing is sent anywhere; copy the result if you want to show it to somebody. Close other tabs and programs first.',
          { preset },
        )}
      </p>
      {searching && (
        <p className="bench-warning">{t('A picture is being searched right now, which makes the figures worse.')}</p>
      )}
      <div className="bench-actions">
        {step ? (
          <button type="button" className="button" onClick={() => stop.current?.abort()}>
            {t('Stop')}
          </button>
        ) : (
          <>
            <button type="button" className="button primary" onClick={() => void run(true)}>
              {t('Measure one size')}
            </button>
            <button type="button" className="button" onClick={() => void run(false)}>
              {t('Measure all sizes (minutes)')}
            </button>
          </>
        )}
        {report && report.cases.length > 0 && (
          <button type="button" className="button" onClick={() => void copy()}>
            {t('Copy as text')}
          </button>
        )}
        <a className="button quiet" href="#top">
          {t('Back')}
        </a>
      </div>
      <p role="status" data-testid="bench-words">
        {step ? stepWords(step) : said(words)}
      </p>
      {report && <BenchTable report={report} />}
    </main>
  )
}

function stepWords({ done, total, progress }: Step): string {
  const n = Math.min(done + 1, total)
  if (!progress) return t('Step {n} of {total}', { n, total })
  return t('Step {n} of {total}: {what}', { n, total, what: `${stageName(progress)} ${progressDetail(progress)}` })
}
