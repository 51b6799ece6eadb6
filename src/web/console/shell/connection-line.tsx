import { useEffect, useState } from 'preact/hooks'
import type { Line } from '../connection.ts'
import { clock } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'

interface Props {
  line: Line
  retry: () => void
  /** Nothing is shown yet. */
  isBlank?: boolean
}

/** Says that the line to the server is cut, what still holds, and when it is tried again. */
export function ConnectionLine({ line, retry, isBlank }: Props) {
  const { language } = useSettings()
  return (
    <div class="notice-place" role="status">
      {line.is === 'expired' && <p class="notice harm">{word('expired', language)}</p>}
      {line.is === 'lost' && (
        <p class="notice waits">
          {isBlank ? word('server_mute', language) : lostAt(line.since, language)}{' '}
          <Countdown to={line.retryAt} language={language} />{' '}
          <button type="button" class="btn quiet" onClick={retry}>
            {word('retry', language)}
          </button>
        </p>
      )}
    </div>
  )
}

function lostAt(since: number, language: Language): string {
  const at = clock(since, language)
  return language === 'fr'
    ? `La liaison est coupée depuis ${at}. Ce qui est affiché date d’alors.`
    : `The line has been cut since ${at}. What is shown dates from then.`
}

/** Not read aloud: it changes every second. */
function Countdown({ to, language }: { to: number; language: Language }) {
  const now = useNow()
  const seconds = Math.max(0, Math.ceil((to - now) / 1000))
  const text =
    language === 'fr' ? `Nouvel essai dans ${seconds}\u202fs.` : `Next try in ${seconds} s.`
  return <span aria-hidden="true">{text}</span>
}

/** The time, once a second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
