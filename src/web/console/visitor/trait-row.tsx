import type { TraitTold } from '../../../schema/visitor-told.ts'
import { type Language, useSettings } from '../settings.ts'
import { wordFor } from '../words.ts'
import { Moments } from './moments.tsx'
import { say } from './words.ts'

/** Below this the band is wider than what it says. */
const WEAK = 0.3

interface Props {
  trait: TraitTold
  /** Absent for those who may not say so. */
  onWrong?: (trait: string) => void
}

/** A trait on a line between two named ends, how unsure we are, and the acts that say so. */
export function TraitRow({ trait, onWrong }: Props) {
  const { language } = useSettings()
  const { title, sure, evidence, trait: id } = trait
  return (
    <li>
      <span class="n">{title[language]}</span>
      <Scale trait={trait} language={language} />
      <span class="sure">{sure[language]}</span>
      {id !== undefined && onWrong && (
        <button
          type="button"
          class="btn quiet wrong"
          data-trait={id}
          aria-label={`${say('wrong', language)}: ${title[language]}`}
          onClick={() => onWrong(id)}
        >
          {say('wrong', language)}
        </button>
      )}
      {evidence.length > 0 && (
        <details>
          <summary>
            {evidence.length} {wordFor(evidence.length, 'signs', language)}
          </summary>
          <Moments moments={evidence} />
        </details>
      )}
    </li>
  )
}

function Scale({ trait, language }: { trait: TraitTold; language: Language }) {
  const { at, confidence, low, high } = trait
  const middle = clamp(at)
  const half = (1 - confidence) / 2
  return (
    <div class="bar1">
      <div class={confidence < WEAK ? 'sc weak' : 'sc'} aria-hidden="true">
        <i class="bd" style={{ left: percent(middle - half), right: percent(1 - middle - half) }} />
        <i class="dot" style={{ left: percent(middle) }} />
      </div>
      <div class="ends">
        <span>{low[language]}</span>
        <span>{high[language]}</span>
      </div>
    </div>
  )
}

function clamp(at: number): number {
  return Math.min(1, Math.max(0, at))
}

function percent(share: number): string {
  return `${clamp(share) * 100}%`
}
