-- Mail that is held looks again when what holds it has changed: which of it has still to be told.
ALTER TABLE send_slots ADD COLUMN wake boolean NOT NULL DEFAULT false;
CREATE INDEX send_slots_wake ON send_slots (slot_at) WHERE wake;
