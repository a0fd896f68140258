-- What the API needs: the stream that server-sent events resume from, deliveries and keys seen before, the audit log.
CREATE TABLE stream_events (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- serial numbers commit out of order: readers stop below pg_snapshot_xmin(pg_current_snapshot())
    xid       xid8        NOT NULL DEFAULT pg_current_xact_id(),
    entity_id uuid,
    run_id    uuid,
    event     text        NOT NULL,
    payload   jsonb       NOT NULL CHECK (jsonb_typeof(payload) = 'object'),
    at        timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stream_events_entity ON stream_events (entity_id, id);
CREATE INDEX stream_events_run ON stream_events (run_id, id);
CREATE INDEX stream_events_at ON stream_events (at);

CREATE TABLE idempotency_keys (
    key          text        NOT NULL,
    route        text        NOT NULL,
    request_hash char(64)    NOT NULL,
    status       integer,
    location     text,
    body         jsonb,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (route, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

CREATE TABLE audit_log (
    id         uuid PRIMARY KEY,
    actor      text        NOT NULL,
    action     text        NOT NULL,
    subject    text,
    detail     jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(detail) = 'object'),
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_log_at ON audit_log (at DESC);
