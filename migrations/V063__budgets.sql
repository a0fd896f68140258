-- Budgets: what may be spent, what is, and what is set aside for calls that are under way.

CREATE TABLE budgets (
    scope        text           NOT NULL CHECK (scope IN ('run', 'session', 'agent_type', 'tenant')),
    -- id of the run or session, type of the agents, 'default' for the tenant
    key          text           NOT NULL,
    usd          numeric(18, 9) NOT NULL CHECK (usd >= 0),
    -- days and months are those of UTC
    period       text           NOT NULL CHECK (period IN ('day', 'month', 'total')),
    on_exhausted text           NOT NULL CHECK (on_exhausted IN ('ask', 'stop')),
    updated_by   text,
    updated_at   timestamptz    NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key)
);

-- What a call may cost at most, in each budget that it counts against.
CREATE TABLE budget_reservations (
    run_id     uuid           NOT NULL,
    node_id    text           NOT NULL,
    scope      text           NOT NULL,
    key        text           NOT NULL,
    -- the attempt that holds it: another attempt at the same takes its place
    holder     uuid           NOT NULL,
    -- what is still to come of it
    usd        numeric(18, 9) NOT NULL CHECK (usd >= 0),
    -- when no attempt can be alive any more
    expires_at timestamptz    NOT NULL,
    PRIMARY KEY (run_id, node_id, scope, key)
);
CREATE INDEX budget_reservations_budget ON budget_reservations (scope, key);
CREATE INDEX budget_reservations_holder ON budget_reservations (holder);
CREATE INDEX budget_reservations_expires ON budget_reservations (expires_at);

-- Runs that wait for money.
CREATE TABLE budget_waits (
    -- no foreign key: a run inside a journey may have no row yet
    run_id     uuid        NOT NULL,
    node_id    text        NOT NULL,
    -- what must be left before it goes on; null where that is not known
    usd        numeric(18, 9),
    at         timestamptz NOT NULL DEFAULT now(),
    -- when it was told that there is money
    told_at    timestamptz,
    PRIMARY KEY (run_id, node_id)
);

-- What people have added with the answers to tasks: each counts once.
CREATE TABLE budget_top_ups (
    task_id uuid PRIMARY KEY,
    run_id  uuid           NOT NULL REFERENCES workflow_runs ON DELETE CASCADE,
    usd     numeric(18, 9) NOT NULL,
    by      text,
    at      timestamptz    NOT NULL DEFAULT now()
);
CREATE INDEX budget_top_ups_run ON budget_top_ups (run_id);

-- What was spent on a day in UTC, whether there is a budget for it or not.
CREATE TABLE spending (
    scope text           NOT NULL,
    key   text           NOT NULL,
    day   date           NOT NULL,
    usd   numeric(18, 9) NOT NULL,
    PRIMARY KEY (scope, key, day)
);

-- What a run counts against: itself and whoever called it, their sessions and types, and the tenant. In the order in
-- which rows are locked.
CREATE FUNCTION budgets_of_run(run uuid) RETURNS TABLE (scope text, key text) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line AS (
        SELECT r.id, r.parent_run_id, r.session_id, 0 AS depth FROM stitch.workflow_runs r WHERE r.id = run
        UNION ALL
        SELECT r.id, r.parent_run_id, r.session_id, line.depth + 1
        FROM line JOIN stitch.workflow_runs r ON r.id = line.parent_run_id WHERE line.depth < 50)
    SELECT 'run', line.id::text FROM line
    UNION SELECT 'session', line.session_id::text FROM line WHERE line.session_id IS NOT NULL
    UNION SELECT 'agent_type', d.agent_type FROM line JOIN stitch.run_agent_details d ON d.run_id = line.id
          WHERE d.agent_type IS NOT NULL
    UNION SELECT 'tenant', 'default'
    ORDER BY 1, 2
$$;

CREATE FUNCTION add_to_spending() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    more numeric := coalesce(NEW.cost_usd, 0) - coalesce(OLD.cost_usd, 0);
BEGIN
    IF more <> 0 THEN
        INSERT INTO stitch.spending AS s (scope, key, day, usd)
        SELECT b.scope, b.key, (NEW.at AT TIME ZONE 'UTC')::date, more FROM stitch.budgets_of_run(NEW.run_id) b
        ON CONFLICT (scope, key, day) DO UPDATE SET usd = s.usd + excluded.usd;
    END IF;
    RETURN NULL;
END
$$;
-- At the commit, so that nobody waits for a row that all share while a transaction does other work.
CREATE CONSTRAINT TRIGGER model_calls_are_spending AFTER INSERT OR UPDATE OF cost_usd ON model_calls
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION add_to_spending();
CREATE CONSTRAINT TRIGGER paid_requests_are_spending AFTER INSERT OR UPDATE OF cost_usd ON paid_requests
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION add_to_spending();

INSERT INTO spending (scope, key, day, usd)
SELECT b.scope, b.key, c.day, sum(c.usd)
FROM (SELECT run_id, (at AT TIME ZONE 'UTC')::date AS day, sum(cost_usd) AS usd
      FROM (SELECT run_id, at, cost_usd FROM model_calls
            UNION ALL SELECT run_id, at, cost_usd FROM paid_requests) paid
      WHERE cost_usd > 0 GROUP BY 1, 2) c
CROSS JOIN LATERAL budgets_of_run(c.run_id) b
GROUP BY 1, 2, 3;

-- A run that is given a budget has it from its first moment, also where a server of the version before accepts it.
CREATE FUNCTION budget_of_agent_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO stitch.budgets (scope, key, usd, period, on_exhausted, updated_by)
    SELECT 'run', r.id::text, (r.config ->> 'budgetUsd')::numeric, 'total', 'ask', r.started_by
    FROM stitch.workflow_runs r WHERE r.id = NEW.run_id AND r.config ->> 'budgetUsd' IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER budget_of_agent_run AFTER INSERT ON run_agent_details
    FOR EACH ROW EXECUTE FUNCTION budget_of_agent_run();

INSERT INTO budgets (scope, key, usd, period, on_exhausted, updated_by)
SELECT 'run', r.id::text, (r.config ->> 'budgetUsd')::numeric, 'total', 'ask', r.started_by
FROM workflow_runs r JOIN run_agent_details d ON d.run_id = r.id
WHERE r.config ->> 'budgetUsd' IS NOT NULL AND r.status IN ('pending', 'running', 'paused');
