/** The demo customers of the users subgraph. */
const CARLA = '01900000-0000-7000-8000-00000000c001';
const JONAS = '01900000-0000-7000-8000-00000000c002';
const AMELIE = '01900000-0000-7000-8000-00000000c003';
const TOMASZ = '01900000-0000-7000-8000-00000000c004';

export interface DemoReview {
  /** The product's slug. */
  product: string;
  customerId: string;
  rating: number;
  body: string;
}

const review = (product: string, customerId: string, rating: number, body: string): DemoReview => ({
  product,
  customerId,
  rating,
  body,
});

/** Ids are counted from this order: add at the end. */
export const demoReviews: readonly DemoReview[] = [
  review('canvas-sneakers', CARLA, 5, 'My third pair. They fit from the first day and wash well.'),
  review('canvas-sneakers', JONAS, 4, 'Comfortable, but they run half a size large.'),
  review('canvas-sneakers', AMELIE, 4, 'Good shoes for the price. The laces could be longer.'),
  review('leather-sneakers', TOMASZ, 5, 'Well made; the leather has softened nicely after a month.'),
  review('leather-sneakers', CARLA, 3, 'Handsome, but white leather shows everything.'),
  review('trail-running-shoes', JONAS, 5, 'No slipping on wet rock any more. Best grip I have had.'),
  review('trail-running-shoes', TOMASZ, 4, 'Great in mud, a little stiff on the road.'),
  review('road-running-shoes', AMELIE, 5, 'Six hundred kilometres and still springy.'),
  review('chelsea-boots', CARLA, 4, 'Took two weeks to break in, now I wear nothing else.'),
  review('hiking-boots', TOMASZ, 5, 'Ten days in the Tatras, dry feet and not one blister.'),
  review('wool-slippers', AMELIE, 5, 'Warm without getting hot. Bought a second pair for my father.'),
  review('garden-clogs', JONAS, 2, 'Practical, but the sole split after one season.'),
  review('two-person-tent', TOMASZ, 5, 'Stood through a night of real wind. Quick to pitch alone.'),
  review('two-person-tent', JONAS, 4, 'Light and roomy. Bring better pegs for hard ground.'),
  review('down-sleeping-bag', AMELIE, 4, 'Warm to about zero for me. Packs very small.'),
  review('camping-stove', JONAS, 5, 'Fast, and the ignition has not failed once.'),
  review('headlamp', CARLA, 4, 'Bright enough for night runs. The strap slips a bit.'),
  review('headlamp', TOMASZ, 5, 'The red light is a blessing in a shared hut.'),
  review('day-backpack', AMELIE, 5, 'Exactly the pockets I need and not one more.'),
  review('enamel-mug', JONAS, 5, 'It is a mug. It has fallen down a mountain and is still a mug.'),
  review('cast-iron-pan', CARLA, 5, 'Eggs slide after a few weeks of use. It will outlive me.'),
  review('cast-iron-pan', AMELIE, 4, 'Excellent, though heavy for my wrists.'),
  review('chef-knife', TOMASZ, 5, 'Holds its edge for a long time and sits well in the hand.'),
  review('burr-coffee-grinder', JONAS, 4, 'Even grind. Louder than I had hoped, quieter than the old one.'),
  review('pour-over-set', AMELIE, 5, 'Slow mornings, good coffee.'),
  review('espresso-machine', CARLA, 4, 'Café quality once you have learnt it. Allow a week.'),
  review('espresso-machine', TOMASZ, 5, 'Hot in three minutes, as promised. Easy to clean.'),
  review('linen-bedding', AMELIE, 5, 'Softer after every wash. I sleep better in summer.'),
  review('desk-lamp', JONAS, 4, 'Good light. The joint needed tightening at first.'),
  review('scented-candle', CARLA, 3, 'Pleasant, but fainter than I expected.'),
  review('ceramic-vase', AMELIE, 5, 'Even more beautiful than in the picture.'),
  review('over-ear-headphones', CARLA, 5, 'The train is gone when I put them on.'),
  review('over-ear-headphones', JONAS, 4, 'Sound and battery are superb; they are a little tight with glasses.'),
  review('over-ear-headphones', TOMASZ, 5, 'Two weeks of calls on one charge.'),
  review('wireless-earbuds', AMELIE, 3, 'Fine sound, but the touch control is too eager.'),
  review('portable-speaker', TOMASZ, 4, 'Fell into the lake, played on.'),
  review('turntable', JONAS, 5, 'Set up in twenty minutes and it sounds wonderful.'),
  review('dotted-notebook', CARLA, 5, 'No bleeding through, even with a broad nib.'),
  review('dotted-notebook', AMELIE, 5, 'I have filled four of them.'),
  review('mechanical-keyboard', JONAS, 5, 'The typing feel is perfect, and my colleagues forgave me.'),
  review('ergonomic-mouse', TOMASZ, 4, 'Two days to get used to, no more wrist pain.'),
  review('office-chair', CARLA, 4, 'Expensive and worth it. Assembly takes two people.'),
  review('yoga-mat', AMELIE, 5, 'Does not slip. It smells of rubber for the first week.'),
  review('resistance-bands', JONAS, 4, 'Sturdy. The strongest one is really strong.'),
  review('bicycle-helmet', TOMASZ, 5, 'Light, and the magnetic buckle works with gloves.'),
  review('insulated-bottle', CARLA, 5, 'Ice in it after a whole day in the sun.'),
  review('wooden-train-set', AMELIE, 5, 'Plays well with the tracks that we had.'),
  review('strategy-board-game', JONAS, 5, 'Easy to learn, and no two evenings are the same.'),
  review('strategy-board-game', CARLA, 4, 'Best with four. The box is too small once it is opened.'),
  review('plush-fox', TOMASZ, 5, 'Goes everywhere with us. Survived the washing machine.'),
];
