import type { EventsState } from '../../../schema/live.ts'
import { number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { wordFor } from '../words.ts'

type Counts = EventsState['counts']

interface Props {
  counts: Counts
  onShow: (filter: 'all' | 'repaired' | 'refused') => void
}

/** Accepted, repaired and refused as one bar; repeats and robots are told apart. */
export function Proportion({ counts, onShow }: Props) {
  const { language } = useSettings()
  const parts = ['accepted', 'repaired', 'refused'] as const
  const judged = Math.max(1, counts.accepted + counts.repaired + counts.refused)
  return (
    <>
      <div class="sum" aria-hidden="true">
        {parts.map(part =>
          counts[part] === 0 ? null : (
            <i key={part} class={part} style={{ 'flex-grow': String(counts[part] / judged) }} />
          ),
        )}
      </div>
      <div class="sumk">
        {parts.map(part => (
          <span key={part}>
            <i class={`key ${part}`} />
            <button
              type="button"
              class="counted"
              onClick={() => onShow(part === 'accepted' ? 'all' : part)}
            >
              <b>{number(counts[part], language)}</b>
            </button>{' '}
            {wordFor(counts[part], `${part}_as`, language)}
          </span>
        ))}
        <span class="meta">{apart(counts, language)}</span>
      </div>
    </>
  )
}

function apart({ repeated, robot }: Counts, language: Language): string {
  const [again, robots] = [number(repeated, language), number(robot, language)]
  if (language === 'en')
    return `${again} repeated, counted once. ${robots} from robots, kept apart.`
  const s = repeated > 1 ? 's' : ''
  return `${again} répété${s}, compté${s} une fois. ${robots} de robots, à part.`
}
