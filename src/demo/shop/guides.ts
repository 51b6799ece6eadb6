import type { Texts } from '../catalogue/shape.ts'
import { texts } from './words.ts'

export interface Guide {
  /** The same in both languages: guides are few and links are kept for years. */
  slug: string
  title: Texts
  lead: Texts
  /** Subject and answer, in reading order. */
  parts: [Texts, Texts][]
  /** Shelves it helps to choose from, codes. */
  shelves: string[]
  season: 'winter' | 'summer' | 'all'
  level?: 'beginner' | 'expert'
  minutes: number
}

export const GUIDES: Guide[] = [
  {
    slug: 'chaussures-de-ski',
    title: texts('Choisir ses chaussures de ski', 'Choosing ski boots'),
    lead: texts(
      'Quatre questions, deux minutes, aucune adresse demandée.',
      'Four questions, two minutes, no e-mail asked.',
    ),
    parts: [
      [
        texts('Quelle pointure ?', 'Which size?'),
        texts(
          'La taille se compte en centimètres de pied. Debout, talon au mur, mesurez le plus long des deux, et ne prenez pas plus grand : un chausson se tasse d’un demi-numéro en dix jours.',
          'Sizes are centimetres of foot. Standing, heel to the wall, measure the longer of the two and take no larger: a liner packs out by half a size in ten days.',
        ),
      ],
      [
        texts('Quelle dureté ?', 'How stiff?'),
        texts(
          'Le flex dit la force qu’il faut pour plier. De 60 à 80 pour apprendre, de 90 à 110 pour une pratique régulière, au-delà pour qui skie vite et lourd. Trop dur fatigue plus que trop souple.',
          'Flex is the force it takes to bend. 60 to 80 for learning, 90 to 110 for regular skiing, above for fast and heavy skiers. Too stiff tires more than too soft.',
        ),
      ],
      [
        texts('Quelle largeur ?', 'How wide?'),
        texts(
          'Un pied étroit flotte dans 102 mm et un pied large souffre dans 98. En boutique nous mesurons ; chez vous, comparez avec la chaussure de ville qui vous va le mieux.',
          'A narrow foot floats at 102 mm and a wide one suffers at 98. In the shop we measure; at home, compare with the street shoe that fits you best.',
        ),
      ],
      [
        texts('Et si elles font mal ?', 'And if they hurt?'),
        texts(
          'Revenez. Le thermoformage est gratuit pendant un an, et la chaussure qui ne convient pas se rend pendant soixante jours, même portée.',
          'Come back. Heat moulding is free for a year, and boots that do not suit may be returned for sixty days, even worn.',
        ),
      ],
    ],
    shelves: ['CS', 'CR', 'CX'],
    season: 'winter',
    level: 'beginner',
    minutes: 2,
  },
  {
    slug: 'amorti',
    title: texts('Quel amorti pour vos distances ?', 'How much cushioning for your distance?'),
    lead: texts(
      'Un guide de six minutes, écrit avec les coureurs de la boutique.',
      'A six-minute guide, written with the shop’s runners.',
    ),
    parts: [
      [
        texts('Moins de dix kilomètres', 'Under ten kilometres'),
        texts(
          'Une chaussure souple et peu épaisse laisse le pied travailler. Sur sentier, regardez l’accroche avant l’amorti.',
          'A supple, thin shoe lets the foot work. On trails, look at grip before cushioning.',
        ),
      ],
      [
        texts('De dix kilomètres au semi', 'From ten kilometres to the half'),
        texts(
          'Un amorti moyen, un déroulé régulier. C’est la paire de tous les jours, celle qu’il faut choisir au confort et non au chronomètre.',
          'Medium cushioning and an even stride. This is the everyday pair, to be chosen by comfort and not by the clock.',
        ),
      ],
      [
        texts('Marathon et au-delà', 'Marathon and beyond'),
        texts(
          'Plus épais, plus léger, parfois une plaque. Une plaque aide ceux qui tiennent leur allure ; à allure lente elle fatigue le mollet.',
          'Thicker, lighter, sometimes a plate. A plate helps those who hold their pace; at an easy pace it tires the calf.',
        ),
      ],
    ],
    shelves: ['RO', 'CT', 'MA'],
    season: 'all',
    minutes: 6,
  },
  {
    slug: 'tente',
    title: texts('Quelle tente pour dormir dehors ?', 'Which tent for sleeping out?'),
    lead: texts(
      'Le poids, la place, le vent : on en choisit deux.',
      'Weight, room, wind: choose two.',
    ),
    parts: [
      [
        texts('À pied, comptez en grammes', 'On foot, count grams'),
        texts(
          'Sous un kilo et demi pour deux, on oublie la tente dans le sac. Au-delà de deux kilos, partagez : l’un porte les arceaux, l’autre la toile.',
          'Under a kilo and a half for two, you forget the tent is there. Above two kilos, share: one carries the poles, the other the fabric.',
        ),
      ],
      [
        texts('Deux places n’est pas deux personnes', 'Two-person is not two people'),
        texts(
          'Deux places veut dire deux matelas qui se touchent. Avec les sacs dedans, prenez une place de plus.',
          'Two-person means two mats that touch. With packs inside, take one size up.',
        ),
      ],
      [
        texts('La rosée vient de vous', 'The dew is yours'),
        texts(
          'Une toile mouillée le matin n’a pas fui : c’est votre souffle. Ouvrez les aérations, même par temps froid.',
          'A wet fly in the morning did not leak: it is your breath. Open the vents, even in the cold.',
        ),
      ],
    ],
    shelves: ['TL', 'TF', 'MT', 'DU'],
    season: 'summer',
    minutes: 4,
  },
  {
    slug: 'couches',
    title: texts('S’habiller en trois couches', 'Dressing in three layers'),
    lead: texts(
      'Une qui évacue, une qui réchauffe, une qui abrite.',
      'One that breathes, one that warms, one that shelters.',
    ),
    parts: [
      [
        texts('À même la peau', 'Next to skin'),
        texts(
          'La laine mérinos garde sa chaleur mouillée et ne sent pas. Le polyester sèche plus vite. Le coton, jamais en montagne.',
          'Merino keeps warm when wet and does not smell. Polyester dries faster. Cotton, never in the mountains.',
        ),
      ],
      [
        texts('Au milieu', 'In the middle'),
        texts(
          'La polaire pour bouger, la doudoune pour s’arrêter. Qui n’en emporte qu’une prend la polaire l’été et la doudoune l’hiver.',
          'Fleece for moving, down for stopping. If only one, fleece in summer and down in winter.',
        ),
      ],
      [
        texts('Dehors', 'Outside'),
        texts(
          'Trois couches collées durent dix ans sous les bretelles d’un sac. Deux couches suffisent à la promenade et coûtent moitié moins.',
          'A three-layer membrane lasts ten years under pack straps. Two layers suit walks and cost half as much.',
        ),
      ],
    ],
    shelves: ['TE', 'PR', 'DO', 'VI'],
    season: 'all',
    minutes: 3,
  },
  {
    slug: 'sac-a-dos',
    title: texts('Régler son sac à dos', 'Fitting your pack'),
    lead: texts(
      'Un sac bien réglé pèse trois kilos de moins.',
      'A pack that fits weighs three kilos less.',
    ),
    parts: [
      [
        texts('D’abord la ceinture', 'The belt first'),
        texts(
          'Elle se serre sur l’os de la hanche. Les épaules ne portent que ce qui reste, un quart du poids.',
          'It closes on the hip bone. Shoulders carry what is left, a quarter of the load.',
        ),
      ],
      [
        texts('Combien de litres ?', 'How many litres?'),
        texts(
          'Vingt pour la journée, trente avec l’hiver, quarante-cinq pour dormir en refuge, soixante avec la tente.',
          'Twenty for a day, thirty in winter, forty-five from hut to hut, sixty with a tent.',
        ),
      ],
      [
        texts('La pluie', 'Rain'),
        texts(
          'Aucun sac n’est étanche aux coutures. Une housse pèse cent grammes et se fait oublier jusqu’au jour où elle sert.',
          'No pack is watertight at the seams. A cover weighs a hundred grams and is forgotten until the day it serves.',
        ),
      ],
    ],
    shelves: ['SJ', 'ST', 'HP'],
    season: 'all',
    minutes: 3,
  },
  {
    slug: 'avalanche',
    title: texts('Partir en neige profonde', 'Going into deep snow'),
    lead: texts(
      'DVA, pelle, sonde, et quelqu’un qui sait s’en servir.',
      'Transceiver, shovel, probe, and someone who can use them.',
    ),
    parts: [
      [
        texts('Le matériel ne protège pas', 'Gear does not protect'),
        texts(
          'Il permet d’être retrouvé. Lisez le bulletin la veille, décidez avant la pente, et renoncez à voix haute.',
          'It lets you be found. Read the bulletin the night before, decide before the slope, and give up out loud.',
        ),
      ],
      [
        texts('S’exercer', 'Practise'),
        texts(
          'Enterrez un DVA chaque premier jour de saison. Sous cinq minutes, recommencez en y mettant des gants.',
          'Bury a transceiver on the first day of each season. Under five minutes, do it again with gloves on.',
        ),
      ],
      [
        texts('Quel DVA ?', 'Which transceiver?'),
        texts(
          'Trois antennes, un écran lisible, des piles neuves. Le plus simple est souvent le plus rapide sous le stress.',
          'Three antennas, a readable screen, fresh batteries. The simplest is often the fastest under stress.',
        ),
      ],
    ],
    shelves: ['DV', 'PL', 'SS', 'SR'],
    season: 'winter',
    level: 'expert',
    minutes: 5,
  },
  {
    slug: 'montre-gps',
    title: texts('De quelle montre avez-vous besoin ?', 'Which watch do you need?'),
    lead: texts(
      'Celle dont vous lirez l’écran, et pas davantage.',
      'The one whose screen you will read, and no more.',
    ),
    parts: [
      [
        texts('Autonomie', 'Battery'),
        texts(
          'Comptez la durée de votre plus longue sortie, doublez. Le froid en prend un quart.',
          'Take the length of your longest outing and double it. Cold takes a quarter.',
        ),
      ],
      [
        texts('Cartes ou flèche', 'Maps or an arrow'),
        texts(
          'Suivre une trace suffit à presque tout le monde. La carte sert à qui s’en écarte.',
          'Following a track is enough for almost everyone. Maps serve those who leave it.',
        ),
      ],
      [
        texts('Le cœur', 'Heart rate'),
        texts(
          'Au poignet, c’est une tendance ; à la ceinture, une mesure.',
          'At the wrist it is a trend; with a strap, a measurement.',
        ),
      ],
    ],
    shelves: ['MG', 'CF', 'GP'],
    season: 'all',
    minutes: 4,
  },
  {
    slug: 'premiere-grande-voie',
    title: texts('Sa première grande voie', 'Your first multi-pitch'),
    lead: texts(
      'Ce qu’il faut au baudrier, et ce qui peut rester en bas.',
      'What goes on the harness, and what can stay below.',
    ),
    parts: [
      [
        texts('La corde', 'The rope'),
        texts(
          'Neuf et demi pour tout faire, soixante-dix mètres pour redescendre. Une gaine qui pluche se remplace.',
          'Nine and a half for everything, seventy metres to get down. A fluffy sheath is replaced.',
        ),
      ],
      [
        texts('Les chaussons', 'Shoes'),
        texts(
          'Huit longueurs se grimpent à plat. Prenez une demi-taille de plus qu’en salle.',
          'Eight pitches are climbed flat-footed. Take half a size more than indoors.',
        ),
      ],
      [
        texts('Le casque', 'The helmet'),
        texts(
          'Toujours. Les cailloux viennent d’au-dessus, et souvent de la cordée d’avant.',
          'Always. Stones come from above, and often from the party ahead.',
        ),
      ],
    ],
    shelves: ['CO', 'BA', 'CG', 'HE', 'MQ'],
    season: 'all',
    level: 'beginner',
    minutes: 4,
  },
  {
    slug: 'enfants',
    title: texts('Marcher avec des enfants', 'Walking with children'),
    lead: texts(
      'Moins loin, plus souvent, et un goûter au sommet.',
      'Less far, more often, and a snack on top.',
    ),
    parts: [
      [
        texts('Combien de temps ?', 'For how long?'),
        texts(
          'Deux heures à six ans, quatre à dix, moins dès qu’il pleut. Prévoyez un demi-tour qui ne soit pas une punition.',
          'Two hours at six, four at ten, less once it rains. Plan a turn-back that is no punishment.',
        ),
      ],
      [
        texts('Leur sac', 'Their pack'),
        texts(
          'Un dixième de leur poids au plus : la polaire, la gourde et le trésor du jour.',
          'A tenth of their weight at most: the fleece, the bottle and the treasure of the day.',
        ),
      ],
      [
        texts('Les pieds', 'Feet'),
        texts(
          'Un centimètre devant, pas davantage. Une chaussure qui attend deux ans fait trébucher.',
          'A centimetre in front, no more. A shoe that waits two years makes them trip.',
        ),
      ],
    ],
    shelves: ['EC', 'EP', 'EV'],
    season: 'all',
    level: 'beginner',
    minutes: 3,
  },
]
