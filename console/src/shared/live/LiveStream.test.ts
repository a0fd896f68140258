import { type LiveEvent, LiveStream } from './LiveStream';

/** As much of an EventSource as a stream uses, with the server's part played by the test. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];

  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readyState = 0;

  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }

  send(type: string, id: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data), lastEventId: id }));
  }

  refuse() {
    this.readyState = FakeSource.CLOSED;
    this.onerror?.();
  }

  close() {
    this.readyState = FakeSource.CLOSED;
  }
}

beforeEach(() => {
  FakeSource.opened = [];
  vi.stubGlobal('EventSource', FakeSource);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const latest = () => {
  const source = FakeSource.opened.at(-1);
  if (!source) {
    throw new Error('no stream was opened');
  }
  return source;
};

describe('the stream of events', () => {
  it('tells runs and journeys apart by the names of their events', () => {
    const stream = new LiveStream();
    const events: LiveEvent[] = [];
    stream.onEvent((event) => events.push(event));
    stream.open();

    latest().send('run-status', '7', { runId: 'r', status: 'running' });
    latest().send('moved', '8', { entityId: 'e', toNode: 'introduced' });

    expect(events).toEqual([
      { kind: 'run', type: 'run-status', runId: 'r', status: 'running' },
      { kind: 'journey', type: 'moved', entityId: 'e', toNode: 'introduced' },
    ]);
  });

  it('goes on behind the last event when the server had refused it', () => {
    const stream = new LiveStream();
    stream.open();
    latest().send('run-status', '41', { runId: 'r' });

    latest().refuse();
    expect(stream.state()).toBe('interrupted');
    vi.advanceTimersByTime(3000);

    expect(FakeSource.opened).toHaveLength(2);
    expect(latest().url).toBe('/api/events?lastEventId=41');
    latest().onopen?.();
    expect(stream.state()).toBe('live');
  });

  it('is not opened again once it was closed', () => {
    const stream = new LiveStream();
    stream.open();
    latest().refuse();

    stream.close();
    vi.advanceTimersByTime(10_000);

    expect(FakeSource.opened).toHaveLength(1);
  });
});
