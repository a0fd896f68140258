-- What the steps of a run see, where it is too long to travel with each request to carry one out. `at` is the number of
-- steps that had begun; -1 holds what never changes: input and trigger.
CREATE TABLE run_variables (
    run_id    uuid    NOT NULL REFERENCES workflow_runs (id) ON DELETE CASCADE,
    at        integer NOT NULL,
    variables jsonb   NOT NULL,
    PRIMARY KEY (run_id, at)
);
