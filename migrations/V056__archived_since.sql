-- Since when a contact is archived: whoever takes back an archiving, or a merge, tells it by that from a later one. Null for
-- who is active, and for who was archived before this column came.
ALTER TABLE contacts ADD COLUMN archived_at timestamptz;

CREATE FUNCTION note_archiving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.archived_at := CASE WHEN NEW.status = 'archived' THEN clock_timestamp() END;
    RETURN NEW;
END
$$;
CREATE TRIGGER contacts_archived BEFORE UPDATE OF status ON contacts
    FOR EACH ROW WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION note_archiving();
