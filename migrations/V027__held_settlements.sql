-- Live workflows that are not settled although Temporal does not know them: so many are missing that it is likely another
-- Temporal. One row a workflow type, while that is so; nearly always empty.
CREATE TABLE held_settlements (
    workflow_type text PRIMARY KEY,
    namespace     text        NOT NULL,
    looked        integer     NOT NULL,
    gone          integer     NOT NULL CHECK (gone > 0 AND gone <= looked),
    since         timestamptz NOT NULL DEFAULT now(),
    seen_at       timestamptz NOT NULL DEFAULT now()
);
