import { asksAboutStep, NO_SUBJECT, type RunChoice, type RunPlan, requestOf } from './startRun';

const PLAN: RunPlan = {
  version: 'latest',
  inputSchema: null,
  defaults: {},
  connections: [],
  contact: 'none',
  only: null,
  pinned: [],
  acting: [],
};

const CHOICE: RunChoice = {
  input: {},
  connections: {},
  subject: NO_SUBJECT,
  usesPins: false,
  from: null,
};

const MAIL = { id: 'mail', label: 'Greet', title: 'Send an email' };

it('runs the newest version where the draft is the same, and the draft to give what is pinned', () => {
  expect(requestOf(PLAN, CHOICE)).toEqual({ version: 'latest', input: {} });
  expect(requestOf(PLAN, { ...CHOICE, usesPins: true })).toEqual({
    version: 'draft',
    pins: true,
    input: {},
  });
});

it('runs one step of the draft alone, with what a run gave it', () => {
  const plan = { ...PLAN, only: 'mail' };
  expect(requestOf(plan, CHOICE)).toEqual({
    version: 'draft',
    input: {},
    startAt: { nodeId: 'mail', only: true },
  });
  expect(requestOf(plan, { ...CHOICE, from: 'r1' }).startAt).toEqual({
    nodeId: 'mail',
    only: true,
    runId: 'r1',
  });
});

it('asks before a step runs alone that acts, or lacks whom it is about or its input', () => {
  const from = { ...CHOICE, from: 'r1' };
  expect(asksAboutStep(PLAN, from)).toBe(false);
  expect(asksAboutStep(PLAN, CHOICE)).toBe(false);
  expect(asksAboutStep({ ...PLAN, acting: [MAIL] }, from)).toBe(true);
  expect(asksAboutStep({ ...PLAN, contact: 'needed' }, from)).toBe(true);
  const forAda = { ...from, subject: { contactId: 'ada', entityId: null } };
  expect(asksAboutStep({ ...PLAN, contact: 'needed' }, forAda)).toBe(false);
  const schema = { properties: { who: { type: 'string' } } };
  expect(asksAboutStep({ ...PLAN, inputSchema: schema }, CHOICE)).toBe(true);
  expect(asksAboutStep({ ...PLAN, inputSchema: schema }, from)).toBe(false);
});
