-- An act on many more: a flow that was mapped to a stage begins for those who were there before.
ALTER TABLE bulk_operations
    DROP CONSTRAINT bulk_operations_kind_check,
    ADD CONSTRAINT bulk_operations_kind_check CHECK (kind IN
        ('seed', 'pause', 'resume', 'migrate', 'enroll', 'complete',
         'journeys.pause', 'journeys.resume', 'journeys.move', 'journeys.advance', 'journeys.retry', 'journeys.skip',
         'journeys.cancel', 'journeys.migrate', 'journeys.start_flow', 'tasks.answer', 'contacts.archive', 'contacts.tag',
         'runs.pause', 'runs.resume', 'runs.retry', 'runs.skip', 'runs.cancel'));
