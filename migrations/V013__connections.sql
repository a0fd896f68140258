-- Stored credentials for what flows call. The secret is sealed with the row's id: a copy in another row is of no use.
CREATE TABLE platform_accounts (
    id            uuid PRIMARY KEY,
    toolkit       text        NOT NULL CHECK (toolkit IN ('http', 'smtp')),
    name          text        NOT NULL,
    -- everything that is no secret
    config        jsonb       NOT NULL CHECK (jsonb_typeof(config) = 'object'),
    sealed_secret bytea,
    -- how the last test came out; null before the first
    test_ok       boolean,
    test_message  text,
    tested_at     timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (toolkit, name)
);
