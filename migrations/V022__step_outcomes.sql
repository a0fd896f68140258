-- What local steps came to that write, in the transaction of what they wrote: a turn that is done again finds it instead
-- of computing it from what it wrote. No foreign key: a step may end before its run's first projection.
CREATE TABLE step_outcomes (
    -- the first run of the retry chain for what the chain does once, else the run
    scope     uuid        NOT NULL,
    node_id   text        NOT NULL,
    execution integer     NOT NULL,
    run_id    uuid        NOT NULL,
    outcome   jsonb       NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, node_id, execution)
);
CREATE INDEX step_outcomes_at ON step_outcomes (at);
