import { useState } from 'preact/hooks'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

interface CopyableProps {
  title: string
  /** Why it matters to take it now. */
  note: string
  text: string
}

/** Something that is shown once: large enough to read, one press to copy. */
export function Copyable({ title, note, text }: CopyableProps) {
  const { language } = useSettings()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(text).catch(() => {})
    setCopied(true)
  }
  return (
    <section class="once" role="status">
      <h3>{title}</h3>
      <pre class="code">{text}</pre>
      <p class="meta">{note}</p>
      <button type="button" class="btn small" onClick={() => void copy()}>
        {say(isCopied ? 'copied' : 'copy', language)}
      </button>
    </section>
  )
}
