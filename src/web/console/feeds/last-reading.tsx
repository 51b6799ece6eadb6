import type { StandingFeedTold } from '../../../schema/standing-feed.ts'
import { dated, number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** When a feed was read last and what it brought; each count says what it counts. */
export function LastReading({ of: { last, isRunning } }: { of: StandingFeedTold }) {
  const { language } = useSettings()
  if (!last) return <span class="meta">{isRunning ? '' : say('never', language)}</span>
  const { time, unchanged, rows, accepted, repaired, refused, removed } = last
  const counts = [
    [rows, 'rows'],
    [accepted, 'taken'],
    [repaired, 'repaired'],
    [removed, 'removed'],
  ] as const
  return (
    <span class="meta">
      {say('read_at', language)} {dated(time, Date.now(), language, 'à ')}
      {unchanged && `, ${say('unchanged', language)}`}
      {counts
        .filter(([count, name]) => count > 0 || (name === 'rows' && !unchanged))
        .map(([count, name]) => ` · ${number(count, language)} ${say(name, language, count)}`)}
      {refused > 0 && (
        <span class="harm">
          {' · '}
          {number(refused, language)} {say('refused', language, refused)}
        </span>
      )}
    </span>
  )
}
