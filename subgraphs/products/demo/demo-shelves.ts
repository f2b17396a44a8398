import { audio } from './catalogue/audio.ts';
import { footwear } from './catalogue/footwear.ts';
import { home } from './catalogue/home.ts';
import { kitchen } from './catalogue/kitchen.ts';
import { office } from './catalogue/office.ts';
import { outdoor } from './catalogue/outdoor.ts';
import { sports } from './catalogue/sports.ts';
import { toys } from './catalogue/toys.ts';
import type { DemoShelf } from './demo-product.ts';

/** The demo catalogue. Ids are counted from this order: add at the end of a shelf's products, and shelves at the end. */
export const demoShelves: readonly DemoShelf[] = [footwear, outdoor, kitchen, home, audio, office, sports, toys];
