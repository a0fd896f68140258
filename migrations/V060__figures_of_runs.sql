-- What a run wrote to its cache for an hour, which costs more than for five minutes.
ALTER TABLE workflow_runs
    ADD COLUMN cache_write_1h_tokens bigint NOT NULL DEFAULT 0 CHECK (cache_write_1h_tokens >= 0);
UPDATE workflow_runs r SET cache_write_1h_tokens = c.tokens
FROM (SELECT run_id, sum(cache_write_1h_tokens) AS tokens FROM model_calls
      WHERE cache_write_1h_tokens > 0 GROUP BY run_id) c
WHERE r.id = c.run_id;
