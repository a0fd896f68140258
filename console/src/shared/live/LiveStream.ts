/** Names of the events that the API's streams carry. */
const RUN_EVENTS = [
  'run-status',
  'step-start',
  'step-progress',
  'step-complete',
  'step-failed',
  'text-delta',
] as const;

const JOURNEY_EVENTS = [
  'journey_started',
  'moved',
  'path_started',
  'path_completed',
  'path_failed',
  'blocked',
  'unblocked',
  'paused',
  'resumed',
  'retried',
  'skipped',
  'event_received',
  'task_opened',
  'task_answered',
  'deadline_passed',
  'migrated',
  'journey_completed',
  'journey_exited',
  'journey_cancelled',
] as const;

export type RunEventType = (typeof RUN_EVENTS)[number];
export type JourneyEventType = (typeof JOURNEY_EVENTS)[number];

/** One step or change of a run. */
export interface RunEvent {
  kind: 'run';
  type: RunEventType;
  runId: string;
  stepId: string | null;
  stepIndex: number | null;
  nodeId: string | null;
  status: string;
  output: unknown;
  error: unknown;
  /** Of a piece of text: which attempt of its step writes it. */
  attempt?: number;
  /** Of a piece of text: how many characters come before it. */
  offset?: number;
  at: string;
}

/** One fact about a journey. */
export interface JourneyEvent {
  kind: 'journey';
  type: JourneyEventType;
  entityId: string;
  seq: number;
  fromNode: string | null;
  toNode: string | null;
  runId: string | null;
  actor: string | null;
  detail: Record<string, unknown> | null;
  at: string;
}

export type LiveEvent = RunEvent | JourneyEvent;

export type LiveState = 'connecting' | 'live' | 'interrupted';

/** Milliseconds until a stream that the server has refused is asked for again. */
const REOPEN_AFTER = 3000;

/**
 * The one stream of everything that happens. The browser resumes it after an interruption by the id
 * of the last event; where the browser gives up, because the server answered with an error, this
 * opens it again at the same place.
 */
export class LiveStream {
  private source: EventSource | undefined;
  private reopening: ReturnType<typeof setTimeout> | undefined;
  private lastId = '';
  private current: LiveState = 'connecting';
  private readonly eventListeners = new Set<(event: LiveEvent) => void>();
  private readonly stateListeners = new Set<() => void>();

  constructor(private readonly path = '/api/events') {}

  open() {
    const source = new EventSource(
      this.lastId ? `${this.path}?lastEventId=${this.lastId}` : this.path,
    );
    this.source = source;
    source.onopen = () => this.become('live');
    source.onerror = () => {
      this.become('interrupted');
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(this.reopening);
        this.reopening = setTimeout(() => this.open(), REOPEN_AFTER);
      }
    };
    for (const type of RUN_EVENTS) {
      source.addEventListener(type, (message) => this.tell(message, { kind: 'run', type }));
    }
    for (const type of JOURNEY_EVENTS) {
      source.addEventListener(type, (message) => this.tell(message, { kind: 'journey', type }));
    }
  }

  close() {
    clearTimeout(this.reopening);
    this.source?.close();
  }

  /** Calls back with each event; returns what ends that. */
  onEvent(listener: (event: LiveEvent) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  readonly onState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  readonly state = (): LiveState => this.current;

  private tell(message: MessageEvent<string>, named: Pick<LiveEvent, 'kind' | 'type'>) {
    this.lastId = message.lastEventId;
    const event = { ...JSON.parse(message.data), ...named } as LiveEvent;
    for (const listener of this.eventListeners) {
      listener(event);
    }
  }

  private become(state: LiveState) {
    if (this.current !== state) {
      this.current = state;
      for (const listener of this.stateListeners) {
        listener();
      }
    }
  }
}
