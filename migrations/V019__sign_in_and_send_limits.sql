-- Browsers that an identity provider has vouched for have no key: the session itself says who it is and what they may.
ALTER TABLE login_sessions
    ALTER COLUMN api_key_id DROP NOT NULL,
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN actor text,
    ADD COLUMN role text CHECK (role IN ('viewer', 'operator', 'editor', 'admin')),
    -- what the provider wants to see again at sign-out; null where nothing can be sealed
    ADD COLUMN sealed_id_token bytea,
    ADD CONSTRAINT login_sessions_holder
        CHECK (num_nonnulls(api_key_id, actor) = 1 AND (actor IS NULL) = (role IS NULL));

-- People who are at the identity provider just now. Each is taken once, by the browser that began it.
CREATE TABLE login_attempts (
    state_hash    char(64) PRIMARY KEY,
    browser_hash  char(64)    NOT NULL,
    nonce         text        NOT NULL,
    code_verifier text        NOT NULL,
    return_to     text        NOT NULL,
    expires_at    timestamptz NOT NULL
);
CREATE INDEX login_attempts_expires_at ON login_attempts (expires_at);

-- How much mail may leave. mailbox is 'all', 'built-in', 'smtp' or the id of a stored mail server.
CREATE TABLE send_limits (
    mailbox         text PRIMARY KEY,
    connection_id   uuid UNIQUE REFERENCES platform_accounts ON DELETE CASCADE,
    per_hour        integer CHECK (per_hour BETWEEN 1 AND 1000000),
    per_day         integer CHECK (per_day BETWEEN 1 AND 1000000),
    spacing_seconds integer CHECK (spacing_seconds BETWEEN 1 AND 86400),
    updated_by      text        NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(per_hour, per_day, spacing_seconds) > 0),
    CHECK ((connection_id IS NULL) = (mailbox IN ('all', 'built-in', 'smtp')))
);

-- When mail under a limit leaves: one row a mail, so that what is sent again does not count again.
CREATE TABLE send_slots (
    effect_key text PRIMARY KEY,
    mailbox    text        NOT NULL,
    run_id     uuid,
    -- when it left, or is to leave
    slot_at    timestamptz NOT NULL,
    released   boolean     NOT NULL
);
CREATE INDEX send_slots_slot_at ON send_slots (slot_at);
CREATE INDEX send_slots_mailbox ON send_slots (mailbox, slot_at);
CREATE INDEX send_slots_waiting ON send_slots (slot_at) WHERE NOT released;
