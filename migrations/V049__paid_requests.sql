-- Requests that a platform bills: what runs have read and done there. A run's row has their sum, with that of its models.
CREATE TABLE paid_requests (
    -- the same however often the request is recorded
    key       text PRIMARY KEY,
    -- no foreign key: what was paid stays paid when its run is gone
    run_id    uuid           NOT NULL,
    node_id   text,
    platform  text           NOT NULL,
    -- what the platform bills, and how many of it
    what      text           NOT NULL,
    count     integer        NOT NULL CHECK (count >= 0),
    -- US dollars in all, by the price list of that day
    cost_usd  numeric(18, 9) NOT NULL CHECK (cost_usd >= 0),
    price_day date           NOT NULL,
    at        timestamptz    NOT NULL DEFAULT now()
);
CREATE INDEX paid_requests_run ON paid_requests (run_id, node_id);
CREATE INDEX paid_requests_at ON paid_requests (at);

-- What an outward act was about when it was last attempted, for whoever looks at the platform whether it happened.
ALTER TABLE effects ADD COLUMN attempted jsonb;
