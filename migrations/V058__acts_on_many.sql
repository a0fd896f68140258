-- Acts on many journeys, tasks, contacts or runs: their kind says on what, since workers of the version before would take
-- a plain 'pause' for one of a template.
ALTER TABLE bulk_operations
    DROP CONSTRAINT bulk_operations_kind_check,
    ADD CONSTRAINT bulk_operations_kind_check CHECK (kind IN
        ('seed', 'pause', 'resume', 'migrate', 'enroll', 'complete',
         'journeys.pause', 'journeys.resume', 'journeys.move', 'journeys.advance', 'journeys.retry', 'journeys.skip',
         'journeys.cancel', 'journeys.migrate', 'tasks.answer', 'contacts.archive', 'contacts.tag',
         'runs.pause', 'runs.resume', 'runs.retry', 'runs.skip', 'runs.cancel'));

-- What such an operation has accepted, and what has become of each.
CREATE TABLE bulk_operation_items (
    operation_id uuid NOT NULL REFERENCES bulk_operations ON DELETE CASCADE,
    -- of an entity, task, contact or run; it may be gone meanwhile
    item_id      uuid NOT NULL,
    state        text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'refused', 'cancelled')),
    reason       text,
    PRIMARY KEY (operation_id, item_id),
    CHECK ((state = 'refused') = (reason IS NOT NULL))
);
