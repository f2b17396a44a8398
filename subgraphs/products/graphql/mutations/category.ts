import { v7 as uuidv7 } from 'uuid';
import { parseInput, userError } from '#platform/subgraph/user-errors.ts';
import { createCategoryInput, updateCategoryInput } from '../../category/category-input.ts';
import { insertCategory, renameCategory } from '../../category/category-repository.ts';
import type { MutationResolvers } from '../generated.ts';

export const createCategory: MutationResolvers['createCategory'] = async (_root, { input }, { database }) => {
  const parsed = parseInput(createCategoryInput, input);
  if (!parsed.ok) return parsed.error;
  const category = await insertCategory(database, { id: uuidv7(), ...parsed.value });
  if (category === undefined) return userError('SlugTaken', 'Another category has this slug.');
  return { __typename: 'CreateCategorySuccess', category };
};

export const updateCategory: MutationResolvers['updateCategory'] = async (_root, { input }, { database }) => {
  const parsed = parseInput(updateCategoryInput, input);
  if (!parsed.ok) return parsed.error;
  const { categoryId, name } = parsed.value;
  // A transaction, because it is run again after a deadlock: the new name goes to the category's products as well.
  const category = await database.transaction((tx) => renameCategory(tx, categoryId, name));
  if (category === undefined) return userError('CategoryNotFound', 'There is no such category.');
  return { __typename: 'UpdateCategorySuccess', category };
};
