-- Calls of language models: what each attempt of a step used and cost. A run's row has their sums.
CREATE TABLE model_calls (
    id                 uuid PRIMARY KEY,
    -- no foreign key: what was paid stays paid when its run is gone
    run_id             uuid        NOT NULL,
    node_id            text,
    attempt            integer     NOT NULL,
    flow_id            uuid        REFERENCES flows ON DELETE SET NULL,
    model              text        NOT NULL,
    input_tokens       bigint      NOT NULL CHECK (input_tokens >= 0),
    output_tokens      bigint      NOT NULL CHECK (output_tokens >= 0),
    cache_read_tokens  bigint      NOT NULL CHECK (cache_read_tokens >= 0),
    cache_write_tokens bigint      NOT NULL CHECK (cache_write_tokens >= 0),
    -- US dollars by the price table of the day; null for a model that has no price there
    cost_usd           numeric(18, 9) CHECK (cost_usd >= 0),
    at                 timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX model_calls_run ON model_calls (run_id, node_id);
CREATE INDEX model_calls_flow ON model_calls (flow_id);
CREATE INDEX model_calls_at ON model_calls (at);

-- Keys of the Anthropic API are stored as the other credentials are.
ALTER TABLE platform_accounts
    DROP CONSTRAINT platform_accounts_toolkit_check,
    ADD CONSTRAINT platform_accounts_toolkit_check CHECK (toolkit IN ('http', 'smtp', 'anthropic'));
