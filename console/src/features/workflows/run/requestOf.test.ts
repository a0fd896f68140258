import { requestOf } from './requestOf';

const node = (type: string, data: Record<string, unknown>) => ({ id: 'h', type, data });

it('the request of a step is told without its secrets', () => {
  expect(
    requestOf(
      node('http.request', {
        method: 'POST',
        url: 'https://ada:pass@crm.example/people?access_token=abc&page=1',
        headers: { Authorization: 'Bearer abc', 'Idempotency-Key': 'k', 'X-Trace': 't' },
        body: { who: '{{contact.name}}' },
        retry: { maxAttempts: 1 },
      }),
    ),
  ).toEqual({
    method: 'POST',
    url: 'https://[hidden]@crm.example/people?access_token=[hidden]&page=1',
    headers: { Authorization: '[hidden]', 'Idempotency-Key': 'k', 'X-Trace': 't' },
    body: { who: '{{contact.name}}' },
  });
});

it('other steps, and those of drafts, have no request', () => {
  expect(requestOf(node('set', { values: {} }))).toBeUndefined();
  expect(requestOf(undefined)).toBeUndefined();
  expect(requestOf(node('http.request', { url: 'https://a.example' }))).toEqual({
    method: 'GET',
    url: 'https://a.example',
  });
});
