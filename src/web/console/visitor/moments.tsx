import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { when } from '../format.ts'
import { useSettings } from '../settings.ts'

/** Acts in sentences with their time, newest first. */
export function Moments({ moments }: { moments: VisitorTold['acts'] }) {
  const { language } = useSettings()
  const now = Date.now()
  return (
    <ol class="moments">
      {moments.map(({ time, say }, n) => (
        <li key={`${time} ${n}`}>
          <span class="t">{when(time, now, language)}</span>
          <span>{say[language]}</span>
        </li>
      ))}
    </ol>
  )
}
