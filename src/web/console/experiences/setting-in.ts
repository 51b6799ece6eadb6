import type { ExperienceSetting, ExperienceTold } from '../../../schema/experience.ts'

/**
 * The experience that a form says. What it does (`known`) stays as it is; a new one is said whole.
 */
export function settingIn(form: FormData, known: ExperienceTold | undefined): object {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const both = (name: string) => ({ fr: text(`${name}-fr`), en: text(`${name}-en`) })
  const words = both('text')
  return {
    ...(known ? fixedOf(known) : newOf(text)),
    title: both('title'),
    ...((words.fr || words.en) && { text: words }),
    ...(form.getAll('when').length > 0 && { when: form.getAll('when') }),
    ...(form.has('off') && { off: true }),
    ...(text('why') && { why: text('why') }),
  }
}

function fixedOf(known: ExperienceTold): Partial<ExperienceSetting> {
  const { id, strategy, count, depth, nudge, within } = known
  return {
    ...{ id, strategy },
    ...(count !== undefined && { count }),
    ...(depth !== undefined && { depth }),
    ...(nudge !== undefined && { nudge }),
    ...(within !== undefined && { within }),
  }
}

function newOf(text: (name: string) => string): object {
  return {
    id: `${text('placement')}/${text('name')}`,
    strategy: text('strategy'),
    ...(text('count') && { count: Number(text('count')) }),
    ...(text('nudge') && { nudge: text('nudge') }),
  }
}
