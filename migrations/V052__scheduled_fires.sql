-- What became of each time at which a schedule was due: one row a time, so that it runs once.
CREATE TABLE scheduled_fires (
    schedule_id       uuid        NOT NULL REFERENCES scheduled_jobs ON DELETE CASCADE,
    fire_time         timestamptz NOT NULL,
    outcome           text        NOT NULL CHECK (outcome IN ('accepted', 'refused')),
    -- why it was refused
    reason            text,
    run_id            uuid        REFERENCES workflow_runs ON DELETE SET NULL,
    bulk_operation_id uuid        REFERENCES bulk_operations ON DELETE SET NULL,
    at                timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (schedule_id, fire_time),
    CHECK ((outcome = 'refused') = (reason IS NOT NULL))
);
CREATE INDEX scheduled_fires_newest ON scheduled_fires (schedule_id, at DESC);
CREATE INDEX scheduled_fires_run ON scheduled_fires (run_id);
CREATE INDEX scheduled_fires_operation ON scheduled_fires (bulk_operation_id);
CREATE INDEX scheduled_fires_at ON scheduled_fires (at);

-- "Run now" and backfills that Temporal has not been told of yet.
CREATE TABLE schedule_orders (
    id           uuid        PRIMARY KEY,
    schedule_id  uuid        NOT NULL REFERENCES scheduled_jobs ON DELETE CASCADE,
    -- both for a backfill, of the times after the first up to the second; none to run now
    from_time    timestamptz,
    to_time      timestamptz,
    overlap      text        NOT NULL CHECK (overlap IN ('skip', 'buffer_one', 'buffer_all', 'allow_all', 'cancel_other')),
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((from_time IS NULL) = (to_time IS NULL))
);
CREATE INDEX schedule_orders_schedule ON schedule_orders (schedule_id, id);
