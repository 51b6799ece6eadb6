interface Props {
  effect: number
  low: number
  high: number
  /** `open`: it holds zero. */
  look: 'gain' | 'harm' | 'open'
}

/** A band from low to high, a stroke at the estimate, a line at zero: never a figure without its doubt. */
export function Interval({ effect, low, high, look }: Props) {
  const reach = Math.max(Math.abs(low), Math.abs(high)) * 1.15 || 1
  const at = (value: number) => `${((value + reach) / (2 * reach)) * 100}%`
  return (
    <div class={`iv ${look === 'harm' ? 'loses' : look}`} aria-hidden="true">
      <i class="z" style={{ left: '50%' }} />
      <i class="s" style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      <i class="m" style={{ left: at(effect) }} />
    </div>
  )
}
