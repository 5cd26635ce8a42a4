/** The field for a picture's address. Nothing is fetched before the button is pressed. */
import { type FormEvent, useId, useState } from 'react'
import { said, t } from '../i18n/t.ts'
import { readAddress } from './address.ts'
import { openPictures } from './intake.ts'

export function AddressForm({ onOpened }: { readonly onOpened?: (() => void) | undefined }) {
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const url = readAddress(String(new FormData(event.currentTarget).get('address')))
    if (!url) return setTrouble(t('That is no address of a picture: it looks like https://example.org/crowd.jpg'))
    setTrouble(null)
    setBusy(true)
    try {
      const { fetchAddress } = await import('./fetch-address.ts')
      const picture = await fetchAddress(url)
      onOpened?.()
      openPictures([picture])
    } catch (reason) {
      setTrouble(reason instanceof Error ? reason.message : String(reason))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="address" onSubmit={(event) => void submit(event)} noValidate>
      <label htmlFor={id}>{t('Address of a picture')}</label>
      <div className="address-field">
        <input
          id={id}
          name="address"
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="https://…"
          aria-describedby={`${id}-hint`}
          aria-invalid={trouble !== null}
        />
        <button type="submit" className="button" disabled={busy}>
          {busy ? t('Fetching…') : t('Fetch')}
        </button>
      </div>
      <p id={`${id}-hint`} className="address-hint">
        {t(
          'Your browser gets it from that site, once, when you press Fetch. The site sees your request, nothing else.',
        )}
      </p>
      <p className="address-trouble" role="alert">
        {said(trouble ?? '')}
      </p>
    </form>
  )
}
