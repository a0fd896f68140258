import { addVariant, asVariants, removeVariant, share } from './variants';

describe('versions of a message', () => {
  it('begin as copies of what it said', () => {
    expect(asVariants({ subject: 'Hi', text: 'Hello', mailbox: 'sales' })).toEqual({
      subject: null,
      text: null,
      html: null,
      variants: [
        { name: 'A', weight: 1, subject: 'Hi', text: 'Hello' },
        { name: 'B', weight: 1, subject: 'Hi', text: 'Hello' },
      ],
    });
  });

  it('take the first free name', () => {
    expect(addVariant([{ name: 'A' }, { name: 'C', text: 'c' }]).at(-1)).toEqual({
      name: 'B',
      weight: 1,
      text: 'c',
    });
  });

  it('are one message again when a single one stays', () => {
    const two = [
      { name: 'A', subject: 'a' },
      { name: 'B', subject: 'b', weight: 3 },
    ];
    expect(removeVariant(two, 0)).toEqual({ subject: 'b', variants: null });
    expect(removeVariant([...two, { name: 'C' }], 1)).toEqual({
      variants: [two[0], { name: 'C' }],
    });
  });

  it('go to contacts by their weights', () => {
    const variants = [{ name: 'A', weight: 3 }, { name: 'B' }, { name: 'C', weight: 0 }];
    expect(variants.map((_, index) => share(variants, index))).toEqual([75, 25, 0]);
    expect(share([{ name: 'A', weight: 0 }], 0)).toBe(0);
  });
});
