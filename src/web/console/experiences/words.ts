import { SAVING } from '../saving-words.ts'
import { dictionary } from '../words.ts'

/** Words of what a placement can become. */
export const say = dictionary({
  ...SAVING,
  by_default: ['par défaut', 'the default'],
  own: ['la vôtre', 'your own'],
  is_off: ['éteinte', 'switched off'],
  items: ['{n} produit|{n} produits', '{n} product|{n} products'],
  only: ['seulement aux visiteurs qui', 'only for visitors who'],
  change: ['Changer', 'Change'],
  look: ['Voir sur la boutique', 'See it on the shop'],
  look_at: ['Adresse de la page', 'Address of the page'],
  look_open: ['Ouvrir la page', 'Open the page'],
  look_note: [
    'Qui a ce lien voit cette expérience pendant 24 heures. Rien n’est compté, rien n’est appris.',
    'Whoever has this link sees this experience for 24 hours. Nothing is counted or learnt.',
  ],
  no_address: ['Une adresse en https:// ou http://.', 'An address in https:// or http://.'],
  new: ['Écrire une expérience', 'Write an experience'],
  back: ['Toutes les expériences', 'All experiences'],
  form_answer: ['Ce que dit et fait *{name}*.', 'What *{name}* says and does.'],
  new_answer: ['Une expérience *à vous*.', 'An experience *of your own*.'],
  where: ['Où', 'Where'],
  name: ['Son nom court', 'Its short name'],
  name_hint: [
    'Minuscules, chiffres et tirets. Il ne changera plus.',
    'Small letters, digits and dashes. It never changes.',
  ],
  strategy: ['D’où viennent les produits', 'Where the products come from'],
  nudge: ['Ce qui se tient à côté', 'What stands beside'],
  nothing: ['rien', 'nothing'],
  count: ['Combien de produits au plus', 'How many products at most'],
  count_hint: ['Vide\u202f: autant qu’il y a de place.', 'Empty: as many as there is room for.'],
  title: ['Titre', 'Title'],
  text: ['Texte', 'Text'],
  in_fr: ['en français', 'in French'],
  in_en: ['en anglais', 'in English'],
  when: [
    'Seulement aux visiteurs qui (toutes les conditions)',
    'Only for visitors who (all of them)',
  ],
  off: ['Éteinte\u202f: montrée à personne', 'Switched off: shown to nobody'],
  fixed: [
    'Ce qu’elle fait ({what}) ne change pas sous ce nom\u202f: ce qui en fut appris ne vaudrait plus.',
    'What it does ({what}) never changes under this name: what was learnt of it would no longer hold.',
  ],
  unknown: ['Il n’y a pas d’expérience de ce nom.', 'There is no experience of that name.'],
  most: ['{n} sur 12', '{n} of 12'],
})
