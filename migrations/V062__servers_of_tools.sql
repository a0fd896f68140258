-- MCP servers, whose tools agents are given, are stored as other credentials are.
ALTER TABLE platform_accounts
    DROP CONSTRAINT platform_accounts_toolkit_check,
    ADD CONSTRAINT platform_accounts_toolkit_check
        CHECK (toolkit IN ('http', 'smtp', 'anthropic', 'mcp', 'x', 'gmail', 'linkedin', 'substack'));
