import type { Source } from './source.ts'

/**
 * What comes next, as the ranking has it: learnt from everybody's visits, this person's
 * own ones first. Nobody's visit says anything of somebody who has looked at nothing yet.
 */
export const next: Source = ({ ranked }, found) => {
  const { items, chances, codes, abouts } = ranked
  for (let i = 0; i < ranked.count; i++) found.add(items[i], chances[i], codes[i], abouts[i])
}
