-- Who may call the API, who is signed in to the console, and who did what.
CREATE TABLE api_keys (
    id           uuid PRIMARY KEY,
    name         text        NOT NULL,
    role         text        NOT NULL CHECK (role IN ('viewer', 'operator', 'editor', 'admin')),
    -- SHA-256 of the key in hex: 256 random bits cannot be guessed from it
    key_hash     char(64)    NOT NULL UNIQUE,
    -- how the key begins, by which people tell theirs apart
    prefix       text        NOT NULL,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- to the minute
    last_used_at timestamptz,
    revoked_at   timestamptz
);

-- Signed-in browsers. A session can do what its key can, for as long as that is not revoked.
CREATE TABLE login_sessions (
    token_hash char(64) PRIMARY KEY,
    api_key_id uuid        NOT NULL REFERENCES api_keys ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX login_sessions_api_key ON login_sessions (api_key_id);
CREATE INDEX login_sessions_expires_at ON login_sessions (expires_at);

-- action is the method and the route's template, subject the path that was called, without its query.
ALTER TABLE audit_log
    ADD COLUMN role   text CHECK (role IN ('viewer', 'operator', 'editor', 'admin')),
    ADD COLUMN status integer;
CREATE INDEX audit_log_actor ON audit_log (actor, at DESC);
CREATE INDEX audit_log_subject ON audit_log (subject, at DESC);
