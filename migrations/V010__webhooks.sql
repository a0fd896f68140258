-- Webhooks: who may post, what their bodies mean, and what became of each delivery.
CREATE TABLE webhook_endpoints (
    id                     uuid PRIMARY KEY,
    name                   text        NOT NULL CHECK (name <> ''),
    flow_id                uuid        NOT NULL REFERENCES flows ON DELETE CASCADE,
    -- where journeys begin when no route says otherwise; null begins none
    ux_node_id             text,
    mapping                jsonb       NOT NULL CHECK (jsonb_typeof(mapping) = 'object'),
    -- what a journey that is already there is told; null tells it nothing
    event                  text,
    routes                 jsonb       NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(routes) = 'array'),
    enabled                boolean     NOT NULL DEFAULT true,
    sealed_secret          bytea       NOT NULL,
    -- the one before, while a rotation lasts
    sealed_previous_secret bytea,
    previous_valid_until   timestamptz,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    CHECK ((sealed_previous_secret IS NULL) = (previous_valid_until IS NULL))
);
CREATE INDEX webhook_endpoints_flow ON webhook_endpoints (flow_id);

-- One row an id that a sender gave: the second delivery waits for the first and answers as it did.
CREATE TABLE webhook_deliveries (
    id           uuid PRIMARY KEY,
    endpoint_id  uuid        NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
    webhook_id   text        NOT NULL,
    -- null only inside the transaction that takes the delivery
    outcome      text        CHECK (outcome IN ('started', 'told', 'ignored', 'failed')),
    reason       text,
    entity_id    uuid        REFERENCES entities ON DELETE SET NULL,
    body         jsonb       NOT NULL,
    headers      jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(headers) = 'object'),
    attempts     integer     NOT NULL DEFAULT 0,
    replays      integer     NOT NULL DEFAULT 0,
    received_at  timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    UNIQUE (endpoint_id, webhook_id)
);
CREATE INDEX webhook_deliveries_received ON webhook_deliveries (endpoint_id, received_at DESC);
CREATE INDEX webhook_deliveries_entity ON webhook_deliveries (entity_id);
CREATE INDEX webhook_deliveries_received_at ON webhook_deliveries (received_at);

-- Addresses that no mail goes to any more, whoever they belong to.
CREATE TABLE suppressions (
    address    text PRIMARY KEY CHECK (address = lower(address)),
    reason     text        NOT NULL CHECK (reason IN ('bounced', 'complained', 'unsubscribed', 'manual')),
    detail     text,
    created_at timestamptz NOT NULL DEFAULT now()
);
