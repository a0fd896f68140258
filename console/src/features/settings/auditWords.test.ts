import { auditWords } from './auditWords';

it.each([
  ['POST /api/contacts', 'Created a contact'],
  ['PATCH /api/contacts/{id}', 'Changed a contact'],
  ['DELETE /api/workflows/templates/{id}', 'Deleted a campaign'],
  ['POST /api/entities/{id}/pause', 'Paused a journey'],
  ['POST /api/workflows/templates/{id}/enrollments/{enrollmentId}/remove', 'Removed an enrollment'],
  ['POST /api/flows/{flowId}/run', 'Ran a flow'],
  ['POST /api/flows/{id}/versions', 'Published a flow'],
  ['POST /api/platforms/x/sync', 'POST /api/platforms/x/sync'],
])('%s is told as: %s', (action, words) => {
  expect(auditWords(action)).toBe(words);
});
