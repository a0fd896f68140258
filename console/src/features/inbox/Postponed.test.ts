import { Postponed } from './Postponed';

describe('what is held back', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function holding() {
    const send = vi.fn();
    return { send, postponed: new Postponed<string>(send, 5000) };
  }

  it('is sent once, when its time is over', () => {
    const { send, postponed } = holding();
    postponed.hold('yes');
    vi.advanceTimersByTime(4999);
    expect(send).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(send).toHaveBeenCalledExactlyOnceWith('yes', false);
    postponed.flush();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('is sent at once when another is held', () => {
    const { send, postponed } = holding();
    postponed.hold('yes');
    postponed.hold('no');
    expect(send).toHaveBeenCalledExactlyOnceWith('yes', false);
    vi.advanceTimersByTime(5000);
    expect(send).toHaveBeenLastCalledWith('no', false);
  });

  it('is sent when the page goes away', () => {
    const { send, postponed } = holding();
    postponed.hold('yes');
    postponed.flush(true);
    expect(send).toHaveBeenCalledExactlyOnceWith('yes', true);
  });

  it('is not sent once it was taken back', () => {
    const { send, postponed } = holding();
    postponed.hold('yes');
    expect(postponed.takeBack()).toBe('yes');
    expect(postponed.takeBack()).toBeUndefined();
    vi.advanceTimersByTime(10_000);
    postponed.flush(true);
    expect(send).not.toHaveBeenCalled();
  });
});
