import type { Language } from '../settings.ts'

/** Fields of forms as people call them; another is called as the server does. */
const FIELDS: Record<string, readonly [fr: string, en: string]> = {
  action: ['La décision', 'The action'],
  amount: ['Le montant', 'The amount'],
  analyst: ['L’analyste', 'The analyst'],
  budget: ['Le budget total', 'The budget of all days'],
  budgetPerDay: ['Le budget du jour', 'The budget of a day'],
  code: ['Le code', 'The code'],
  codes: ['Les codes', 'The codes'],
  confirmPerDay: ['Le nombre de confirmations par jour', 'The number of confirmations a day'],
  coolDownDays: ['Le repos après une fermeture', 'The rest after a dismissal'],
  count: ['Le nombre de produits', 'The number of products'],
  country: ['Le pays', 'The country'],
  currency: ['La monnaie', 'The currency'],
  current: ['Le mot de passe actuel', 'The password of now'],
  days: ['Le nombre de jours', 'The number of days'],
  due: ['L’échéance', 'The due date'],
  email: ['L’adresse e-mail', 'The e-mail address'],
  events: ['La liste de ce qu’elle apprend', 'The list of what it hears'],
  every: ['Le rythme', 'The rhythm'],
  experience: ['L’expérience', 'The experience'],
  floor: ['Le plancher de marge', 'The margin floor'],
  hesitation: ['Le degré d’hésitation', 'The degree of hesitation'],
  holdout: ['La part du témoin', 'The share of the holdout'],
  hour: ['L’heure', 'The hour'],
  hours: ['Le nombre d’heures', 'The number of hours'],
  id: ['L’identifiant', 'The id'],
  kind: ['Le contenu', 'The kind'],
  language: ['La langue', 'The language'],
  manager: ['Le nom du responsable', 'The manager’s name'],
  name: ['Le nom', 'The name'],
  note: ['La note', 'The note'],
  nudge: ['La sollicitation', 'The nudge'],
  origins: ['Les sites', 'The sites'],
  password: ['Le mot de passe', 'The password'],
  perDay: ['Le nombre par jour', 'The number a day'],
  percent: ['Le pourcentage', 'The percentage'],
  placement: ['L’emplacement', 'The placement'],
  restMinutes: ['Le répit', 'The pause'],
  role: ['Le rôle', 'The role'],
  sellers: ['La liste des vendeurs', 'The list of sellers'],
  share: ['La part', 'The share'],
  snoozeMinutes: ['Le report', 'The snooze'],
  strategy: ['La stratégie', 'The strategy'],
  text: ['Le texte', 'The text'],
  title: ['Le titre', 'The title'],
  until: ['La fin', 'The end'],
  url: ['L’adresse', 'The address'],
  visitor: ['Le visiteur', 'The visitor'],
  when: ['La condition', 'The condition'],
  why: ['La raison', 'The reason'],
}

/** `/title/fr` and `/budget` as people call them. */
export function fieldName(pointer: string, language: Language): string {
  const parts = pointer.split('/').filter(part => part !== '' && !/^\d+$/.test(part))
  const known = FIELDS[parts[0]]
  if (known) return known[language === 'fr' ? 0 : 1]
  const name = parts.join('.')
  return language === 'fr' ? `Le champ «\u202f${name}\u202f»` : `The field “${name}”`
}
