-- Accounts of outside platforms are stored as the other credentials are.
ALTER TABLE platform_accounts
    DROP CONSTRAINT platform_accounts_toolkit_check,
    ADD CONSTRAINT platform_accounts_toolkit_check
        CHECK (toolkit IN ('http', 'smtp', 'anthropic', 'x', 'gmail', 'linkedin', 'substack')),
    -- who it is there; null until the platform has said so
    ADD COLUMN account_id text,
    ADD COLUMN account_name text,
    -- whether its grant still holds
    ADD COLUMN health text NOT NULL DEFAULT 'connected' CHECK (health IN ('connected', 'needs_reconnect')),
    ADD COLUMN health_reason text,
    ADD COLUMN health_since timestamptz NOT NULL DEFAULT now(),
    -- null when it does not end, or nobody has said when
    ADD COLUMN token_expires_at timestamptz,
    -- what the platform refuses for good: {"follow": {"reason": "…", "since": "…"}}
    ADD COLUMN missing_capabilities jsonb NOT NULL DEFAULT '{}'
        CHECK (jsonb_typeof(missing_capabilities) = 'object');
