import type { PlacementKind } from '../../schema/decision.ts'
import type { Values } from '../situation/moments/characters.ts'
import type { Moment } from '../situation/moments/moment.ts'
import type { Mind, Minds } from './minds.ts'
import { STEPS, type Step } from './situations/heads.ts'

/** What is believed of one experience at one moment, and what speaks for it. */
export interface Judgement {
  experience: string
  /** Logarithm of the margin that is expected of showing it, up to what all have in common. */
  mean: number
  deviation: number
  /** Chance of each step for whoever took the one before. */
  rates: Record<Step, number>
  terms: Reason[]
}

/** A part of the sum: how much the experience, a value, or two or three together add to a step. */
export interface Reason {
  step: Step
  /** 'arm' is what it is worth anywhere. */
  kind: 'arm' | 'value' | 'pair' | 'triple'
  /** The characteristics that say it, none for 'arm'. */
  values: { name: string; value: string }[]
  /** Log-odds. */
  amount: number
}

const TERM_KINDS = ['arm', 'value', 'pair', 'triple'] as const

/** What is believed of every experience of a placement at a moment: for whoever asks why. */
export function judge(minds: Minds, kind: PlacementKind, values: Values): Judgement[] {
  const mind = minds.of(kind)
  const moment = minds.characters.read(values)
  const means = new Float64Array(mind.room)
  const variances = new Float64Array(mind.room)
  mind.heads.judge(moment, means, variances)
  return mind.arms.map((experience, arm) => ({
    experience,
    mean: means[arm],
    deviation: Math.sqrt(variances[arm]),
    rates: ratesOf(mind, moment, arm),
    terms: STEPS.flatMap(step => reasonsOf(minds, mind, step, moment, arm)),
  }))
}

function ratesOf({ heads }: Mind, moment: Moment, arm: number): Record<Step, number> {
  return {
    click: heads.rate('click', moment, arm),
    cart: heads.rate('cart', moment, arm),
    purchase: heads.rate('purchase', moment, arm),
  }
}

/** Those that say something, the loudest first. */
function reasonsOf(
  { characters }: Minds,
  { heads }: Mind,
  step: Step,
  moment: Moment,
  arm: number,
): Reason[] {
  return [...heads.models[step].terms(moment, arm)]
    .filter(({ amount }) => amount !== 0)
    .map(({ values, amount }) => ({
      step,
      kind: TERM_KINDS[values.length],
      values: values.map(value => characters.tell(value)),
      amount,
    }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
}
