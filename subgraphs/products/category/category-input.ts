import { z } from 'zod';
import { idOrNone, text } from '#platform/subgraph/user-errors.ts';
import { slug } from '../catalogue/slug.ts';

const name = text(1, 100);

/** CreateCategoryInput, checked. */
export const createCategoryInput = z.object({ name, slug });

/** UpdateCategoryInput, checked. */
export const updateCategoryInput = z.object({ categoryId: z.string().transform(idOrNone), name });
