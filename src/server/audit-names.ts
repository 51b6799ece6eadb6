import type { Change } from '../engine/audit.ts'
import type { Engine } from '../engine/engine.ts'
import { TRAIT_WORDS } from '../engine/genome/traits/words.ts'
import { experienceWords, whereOf } from '../engine/policy/experience-words.ts'
import { quoted } from '../engine/situation/quoted.ts'
import { nameOf, whoOf, wordsOf } from '../engine/situation/wording.ts'
import type { ExperienceSetting } from '../schema/experience.ts'
import type { Say } from '../schema/live.ts'
import type { Conditions, HeldRule } from '../schema/rule.ts'
import { experienceNames } from './experience-names.ts'
import { both, small } from './live/words.ts'

type Names = Record<string, Say>

/**
 * What only the engine has words for, of all that stands in these changes, by `field=name`:
 * `strategy=interests`, `trait=budget`, and of whom something is for `if=device`, `if.device=mobile`.
 */
export function namesIn(changes: readonly Change[], engine: Engine): Names {
  return Object.assign({}, ...changes.map(change => namesOf(change, engine)))
}

/** `« Les mieux notés » sur l’accueil, pour les visiteurs qui …`: which rule it was. */
export function aboutOf(change: Change, engine: Engine): Say | undefined {
  if (change.what !== 'rule_changed') return undefined
  const rule = change.after ?? change.before
  return rule ? ruleWords(rule, engine) : undefined
}

function namesOf(change: Change, engine: Engine): Names {
  switch (change.what) {
    case 'rule_changed':
    case 'segment_changed':
      return conditionNames({ ...change.before?.when, ...change.after?.when }, engine)
    case 'experience_changed':
      return { ...settingNames(change.before), ...settingNames(change.after) }
    case 'trait_corrected':
      return traitNames(change.after?.trait)
    default:
      return {}
  }
}

function conditionNames(when: Conditions, { catalogue }: Engine): Names {
  const told = Object.entries(when).flatMap(([name, value]) => [
    [`if=${name}`, both(l => nameOf(name, l))],
    [`if.${name}=${value}`, both(l => wordsOf(name, value, l, catalogue))],
  ])
  return Object.fromEntries(told)
}

function settingNames(setting: ExperienceSetting | null): Names {
  if (setting === null) return {}
  const { strategies, nudges, conditions } = experienceNames()
  const { strategy, nudge, when = [] } = setting
  return {
    [`strategy=${strategy}`]: strategies[strategy],
    ...(nudge && { [`nudge=${nudge}`]: nudges[nudge] }),
    ...Object.fromEntries(when.map(name => [`when=${name}`, conditions[name]])),
  }
}

function traitNames(trait = ''): Names {
  const words = TRAIT_WORDS[trait]
  return words ? { [`trait=${trait}`]: words.name } : {}
}

function ruleWords({ experience, placement, when }: HeldRule, engine: Engine): Say {
  const { experiences, catalogue } = engine
  const known = experiences.find(experience)
  return both(l => {
    const what = known ? experienceWords(known, l) : quoted(experience, l)
    const whom = small(whoOf(when, l, catalogue))
    return `${what} ${whereOf(placement, l)}, ${l === 'fr' ? 'pour' : 'for'} ${whom}`
  })
}
