import { describe, expect, it } from '@jest/globals';
import { readSearch } from '../catalogue/search-text.ts';

describe('readSearch', () => {
  it.each(['', '   ', '\0', '\n\t'])('takes %j as no search', (typed) => {
    expect(readSearch(typed)).toBeUndefined();
  });

  it.each([
    ['sne', { before: '', prefix: 'sne' }],
    ['canvas sne', { before: 'canvas ', prefix: 'sne' }],
    ['t-shi', { before: 't-', prefix: 'shi' }],
    ['"red wine" gla', { before: '"red wine" ', prefix: 'gla' }],
    ['-blue sho', { before: '-blue ', prefix: 'sho' }],
    ['café crè', { before: 'café ', prefix: 'crè' }],
  ])('takes the last word of %j as unfinished', (typed, unfinished) => {
    expect(readSearch(typed)).toEqual({ whole: typed, unfinished });
  });

  it.each(['shoes -re', '-re', '"red wi', '"red wine"', 'blue or re', 'or re', 'what?', "'; DROP TABLE products; --"])(
    'takes %j as finished',
    (typed) => {
      expect(readSearch(typed)).toEqual({ whole: typed });
    },
  );
});
