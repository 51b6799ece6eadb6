import { useState } from 'preact/hooks'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

interface AskFirstProps {
  /** On the button. */
  does: string
  /** Of whom or what, for who hears the buttons one by one. */
  of: string
  /** What will be gone. */
  asks: string
  onYes: () => void
}

/** A button for what cannot be undone: it says what will be gone and asks once. */
export function AskFirst({ does, of, asks, onYes }: AskFirstProps) {
  const { language } = useSettings()
  const [isAsking, setAsking] = useState(false)
  const focus = (element: HTMLButtonElement | null) => element?.focus()
  if (!isAsking) {
    return (
      <button
        type="button"
        class="btn small"
        aria-label={`${does}: ${of}`}
        onClick={() => setAsking(true)}
      >
        {does}
      </button>
    )
  }
  return (
    <fieldset class="asking" aria-label={`${does}: ${of}`}>
      <span class="meta">{asks}</span>
      <button
        type="button"
        class="btn small stop"
        ref={focus}
        onClick={() => {
          setAsking(false)
          onYes()
        }}
      >
        {does}
      </button>
      <button type="button" class="btn small" onClick={() => setAsking(false)}>
        {say('keep', language)}
      </button>
    </fieldset>
  )
}
