-- People who are at a platform just now to let Stitch in. Each attempt is taken once, by the browser that began it.
CREATE TABLE connection_attempts (
    state_hash    char(64) PRIMARY KEY,
    browser_hash  char(64)    NOT NULL,
    toolkit       text        NOT NULL CHECK (toolkit IN ('x', 'gmail')),
    -- what becomes of it: a new connection of this name, or new tokens of the one that is named
    name          text        NOT NULL,
    connection_id uuid        REFERENCES platform_accounts ON DELETE CASCADE,
    code_verifier text        NOT NULL,
    redirect_uri  text        NOT NULL,
    return_to     text        NOT NULL,
    actor         text        NOT NULL,
    expires_at    timestamptz NOT NULL
);
CREATE INDEX connection_attempts_expires_at ON connection_attempts (expires_at);
CREATE INDEX connection_attempts_connection_id ON connection_attempts (connection_id);
