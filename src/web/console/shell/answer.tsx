import type { Say } from '../../../schema/live.ts'
import { useSettings } from '../settings.ts'

/** The sentence a page opens with; words between asterisks are drawn in the accent. */
export function Answer({ say }: { say: Say }) {
  const { language } = useSettings()
  const parts = say[language].split('*')
  return (
    <h1 class="answer">
      {parts.map((part, i) => (i % 2 === 1 ? <b key={part}>{part}</b> : part))}
    </h1>
  )
}
