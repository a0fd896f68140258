-- What outside workers are asked to answer. Of a token only its SHA-256 is kept. No foreign key to the
-- run: an activity may write its row a moment before the run's first projection does.
CREATE TABLE callbacks (
    run_id      uuid        NOT NULL,
    node_id     text        NOT NULL,
    execution   integer     NOT NULL,
    token_hash  text        NOT NULL,
    status      text        CHECK (status IN ('completed', 'failed')),
    output      jsonb,
    error       text,
    answered_at timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, node_id, execution),
    CHECK ((status IS NULL) = (answered_at IS NULL))
);
