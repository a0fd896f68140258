import { choosable, isShown, readChoice } from './columnChoice';

const BOX = { id: 'chosen', header: () => null };
const NAME = { header: 'Name' };
const COMPANY = { header: 'Company' };
const PHONE = { header: 'Phone', meta: { hidden: true } };

describe('the columns of a list', () => {
  it('are shown as they usually are until somebody chooses', () => {
    expect([BOX, NAME, COMPANY, PHONE].map((column) => isShown(column, {}))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('are those that were chosen, but for boxes and menus, which stay', () => {
    const choice = { Company: false, Phone: true, chosen: false };
    expect(isShown(COMPANY, choice)).toBe(false);
    expect(isShown(PHONE, choice)).toBe(true);
    expect(isShown(BOX, choice)).toBe(true);
  });

  it('are all to choose from but what a row is called', () => {
    expect(choosable([BOX, NAME, COMPANY, PHONE])).toEqual(['Company', 'Phone']);
  });

  it.each(['', 'null', '[1]', '5', '{"Phone":"yes"}', '{'])('are usual ones after %j', (stored) => {
    expect(readChoice(stored)).toEqual({});
  });

  it('are remembered', () => {
    expect(readChoice('{"Phone":true}')).toEqual({ Phone: true });
  });
});
